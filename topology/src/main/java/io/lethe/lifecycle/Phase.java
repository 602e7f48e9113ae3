package io.lethe.lifecycle;

import java.util.EnumSet;
import java.util.Set;

/** Where inside its life a request stands. */
public enum Phase {
    /** Behind another erasure of the same subject. */
    QUEUED,
    /** Rides on another erasure that covers it. */
    COALESCED,
    /** Waits for an operator's approval. */
    AWAITING_APPROVAL,
    /** Services hide the data; the grace period runs. */
    SOFT_DELETING,
    /** Only the grace period is waited for. */
    GRACE,
    /** The grace period is over; an export holds the hard delete back. */
    AWAITING_EXPORT,
    /** A legal hold is the last thing waited for. */
    ON_HOLD,
    /** HARD_DELETE tasks were issued: no way back. */
    HARD_DELETING,
    /** Everything is erased; services look for what is left. */
    VERIFYING,
    /** Cancelled or rejected; services bring hidden data back. */
    RESTORING,
    /** Services hand their data over. */
    COLLECTING,
    /** The packager builds the file. */
    PACKAGING,
    /** The file can be downloaded. */
    READY,
    /** The file is not available any more. */
    EXPIRED,
    /** Ended. */
    DONE;

    /** Where a request may go from here; docs/lifecycle.md is the picture. */
    Set<Phase> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(AWAITING_APPROVAL, RESTORING);
            case COALESCED -> EnumSet.of(AWAITING_APPROVAL, QUEUED, RESTORING, DONE);
            case AWAITING_APPROVAL -> EnumSet.of(QUEUED, COALESCED, GRACE, RESTORING);
            case GRACE -> EnumSet.of(SOFT_DELETING, AWAITING_EXPORT, ON_HOLD, HARD_DELETING, RESTORING);
            case SOFT_DELETING -> EnumSet.of(GRACE, AWAITING_EXPORT, ON_HOLD, HARD_DELETING, RESTORING);
            case AWAITING_EXPORT -> EnumSet.of(ON_HOLD, HARD_DELETING, RESTORING);
            case ON_HOLD -> EnumSet.of(AWAITING_EXPORT, HARD_DELETING, VERIFYING, RESTORING, DONE);
            case HARD_DELETING -> EnumSet.of(ON_HOLD, VERIFYING, DONE);
            case VERIFYING -> EnumSet.of(HARD_DELETING, ON_HOLD, DONE);
            case COLLECTING -> EnumSet.of(PACKAGING, RESTORING);
            case PACKAGING -> EnumSet.of(READY, RESTORING);
            case READY -> EnumSet.of(EXPIRED);
            case RESTORING -> EnumSet.of(DONE);
            case EXPIRED, DONE -> EnumSet.noneOf(Phase.class);
        };
    }

    /** Whether an erasure in this phase has started and not ended: at most one of a subject does. */
    boolean isRunning() {
        return this != QUEUED && this != COALESCED && this != DONE;
    }
}
