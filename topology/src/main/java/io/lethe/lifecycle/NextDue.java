package io.lethe.lifecycle;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When a subject has to be woken next: the earliest of all that {@link Timers} looks at. */
public final class NextDue {
    private NextDue() {}

    /** The earliest time at which something of this subject is due; empty: nothing ever is. */
    public static Optional<Instant> of(SubjectState state, Policy policy, Instant now) {
        Stream<Instant> requests = state.requests().stream().flatMap(r -> of(state, r, policy, now));
        Stream<Instant> holds = state.holds().stream().map(Hold::until);
        Stream<Instant> forget = Stream.ofNullable(Timers.forgetAt(state, policy));
        return Stream.of(requests, holds, forget)
                .flatMap(s -> s)
                .filter(i -> i != null)
                .min(Instant::compareTo);
    }

    private static Stream<Instant> of(SubjectState state, RequestState request, Policy policy, Instant now) {
        Stream<Instant> steps = request.steps().stream()
                .filter(s -> Timers.runsTimer(state, request, s))
                .map(Step::nextAt);
        return Stream.of(steps, deadlines(request, policy), phase(state, request, policy, now))
                .flatMap(s -> s);
    }

    private static Stream<Instant> deadlines(RequestState request, Policy policy) {
        Deadline deadline = request.deadline();
        if (!request.isOpen() || deadline.missed()) {
            return Stream.of();
        }
        return policy.deadlineWarnings().stream()
                .skip(deadline.warned())
                .findFirst()
                .map(w -> deadline.dueAt().minus(w))
                .or(() -> Optional.of(deadline.dueAt()))
                .stream();
    }

    private static Instant fileDue(ExportFile file, Policy policy) {
        return file.warnAt(policy.exportWarning()).orElse(file.expiresAt());
    }

    private static Stream<Instant> phase(SubjectState state, RequestState request, Policy policy, Instant now) {
        return switch (request.phase()) {
            case SOFT_DELETING, GRACE -> Stream.of(request.progress().graceEndsAt());
            case VERIFYING -> Stream.ofNullable(request.progress().verifyAt());
            case READY -> Stream.of(fileDue(request.file(), policy));
            case AWAITING_EXPORT ->
                state.exports()
                        .filter(e -> e.phase() == Phase.READY)
                        .map(e -> e.file().windowEndsAt())
                        .filter(now::isBefore);
            default -> Stream.of();
        };
    }
}
