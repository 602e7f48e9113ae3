package io.lethe.store;

import io.lethe.lifecycle.Step;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceOutcome;
import java.time.Instant;

/** The binary form of a step: some thirty bytes. */
final class StepCodec {
    private static final Codes<Action> ACTIONS = Codes.of(
            Action.class,
            Action.SOFT_DELETE,
            Action.RESTORE,
            Action.HARD_DELETE,
            Action.VERIFY,
            Action.EXPORT,
            Action.TOMBSTONE,
            Action.UNKNOWN);
    private static final Codes<StepStatus> STATUSES = Codes.of(
            StepStatus.class,
            StepStatus.WAITING,
            StepStatus.SENT,
            StepStatus.BACKOFF,
            StepStatus.DONE,
            StepStatus.NOT_FOUND,
            StepStatus.EXEMPT,
            StepStatus.FAILED,
            StepStatus.WAIVED,
            StepStatus.SKIPPED);
    private static final Codes<ServiceOutcome> OUTCOMES = Codes.of(
            ServiceOutcome.class,
            ServiceOutcome.DONE,
            ServiceOutcome.NOT_FOUND,
            ServiceOutcome.EXEMPT,
            ServiceOutcome.WAIVED,
            ServiceOutcome.SKIPPED,
            ServiceOutcome.FAILED,
            ServiceOutcome.UNKNOWN);

    private StepCodec() {}

    static void write(RowWriter out, Step step, Instant base) {
        out.text(step.service());
        ACTIONS.write(out, step.action());
        STATUSES.write(out, step.status());
        out.octet((step.tombstoning() ? 1 : 0) | (step.softIssued() ? 2 : 0) | (step.run() != null ? 4 : 0));
        out.number(step.round());
        out.number(step.attempt());
        out.number(step.tries());
        OUTCOMES.writeOptional(out, step.erased());
        out.signed(step.recordsAffected());
        out.signed(step.fragments());
        if (step.run() != null) {
            out.text(step.run());
        }
        out.time(step.issuedAt(), base);
        out.time(step.endedAt(), base);
        out.time(step.nextAt(), base);
        out.optional(step.error());
        out.number(step.ignored());
    }

    static Step read(RowReader in, Instant base) {
        String service = in.text();
        Action action = ACTIONS.read(in);
        StepStatus status = STATUSES.read(in);
        int flags = in.octet();
        return new Step(
                service,
                action,
                status,
                (flags & 1) != 0,
                (flags & 2) != 0,
                in.count(),
                in.count(),
                in.count(),
                OUTCOMES.readOptional(in),
                in.signed(),
                in.signed(),
                (flags & 4) != 0 ? in.text() : null,
                in.time(base),
                in.time(base),
                in.time(base),
                in.optional(),
                in.count());
    }
}
