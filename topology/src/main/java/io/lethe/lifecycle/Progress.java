package io.lethe.lifecycle;

import java.time.Instant;

/**
 * How far a request is beyond its phase. All instants may be null.
 *
 * @param approvedAt when it was approved
 * @param startedAt when an erasure began
 * @param graceEndsAt when the hard delete may start
 * @param dispatchedAt when the hard delete started: newer data is a new sign-up
 * @param verifyAt when services are asked what is left
 * @param failed whether it was reported as FAILED and not resumed since
 * @param coalescedWith id of the request it rides on
 */
public record Progress(
        Instant approvedAt,
        Instant startedAt,
        Instant graceEndsAt,
        Instant dispatchedAt,
        Instant verifyAt,
        boolean failed,
        String coalescedWith) {

    static final Progress NONE = new Progress(null, null, null, null, null, false, null);

    Progress approved(Instant at) {
        return new Progress(at, startedAt, graceEndsAt, dispatchedAt, verifyAt, failed, coalescedWith);
    }

    Progress started(Instant at, Instant graceEnds) {
        return new Progress(approvedAt, at, graceEnds, dispatchedAt, verifyAt, failed, coalescedWith);
    }

    Progress dispatched(Instant at) {
        return new Progress(approvedAt, startedAt, graceEndsAt, at, verifyAt, failed, coalescedWith);
    }

    Progress verifyingAt(Instant at) {
        return new Progress(approvedAt, startedAt, graceEndsAt, dispatchedAt, at, failed, coalescedWith);
    }

    Progress failed(boolean now) {
        return new Progress(approvedAt, startedAt, graceEndsAt, dispatchedAt, verifyAt, now, coalescedWith);
    }

    Progress ridesOn(String requestId) {
        return new Progress(approvedAt, startedAt, graceEndsAt, dispatchedAt, verifyAt, failed, requestId);
    }
}
