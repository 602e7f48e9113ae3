package io.lethe.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a subject has to be woken next: the earliest of all that {@link Timers} looks at. Asked after every input, so it walks by loops. */
public final class NextDue {
    private NextDue() {}

    /** The earliest time at which something of this subject is due, not before 1970, which no timer can stand for; empty: nothing ever is. */
    public static Optional<Instant> of(SubjectState state, Policy policy, Instant now) {
        Instant next = Timers.forgetAt(state, policy);
        for (Hold hold : state.holds()) {
            next = earlier(next, hold.until());
        }
        for (RequestState request : state.requests()) {
            next = earlier(next, steps(state, request));
            next = earlier(next, deadline(request, policy));
            next = earlier(next, phase(state, request, policy, now));
        }
        return Optional.ofNullable(next == null || next.isAfter(Instant.EPOCH) ? next : Instant.EPOCH);
    }

    private static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.isBefore(one) ? other : one;
    }

    private static Instant steps(SubjectState state, RequestState request) {
        Instant next = null;
        for (Step step : request.steps()) {
            if (Timers.runsTimer(state, request, step)) {
                next = earlier(next, step.nextAt());
            }
        }
        return next;
    }

    private static Instant deadline(RequestState request, Policy policy) {
        Deadline deadline = request.deadline();
        if (!request.isOpen() || deadline.missed()) {
            return null;
        }
        List<Duration> warnings = policy.deadlineWarnings();
        boolean warned = deadline.warned() >= warnings.size();
        return warned ? deadline.dueAt() : deadline.dueAt().minus(warnings.get(deadline.warned()));
    }

    private static Instant fileDue(ExportFile file, Policy policy) {
        return file.warnAt(policy.exportWarning()).orElse(file.expiresAt());
    }

    private static Instant phase(SubjectState state, RequestState request, Policy policy, Instant now) {
        return switch (request.phase()) {
            case SOFT_DELETING, GRACE -> request.progress().graceEndsAt();
            case VERIFYING -> request.progress().verifyAt();
            case READY -> fileDue(request.file(), policy);
            case AWAITING_EXPORT ->
                state.exports()
                        .filter(e -> e.phase() == Phase.READY)
                        .map(e -> e.file().windowEndsAt())
                        .filter(now::isBefore)
                        .min(Instant::compareTo)
                        .orElse(null);
            default -> null;
        };
    }
}
