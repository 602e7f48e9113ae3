package io.lethe.lifecycle;

import io.lethe.lifecycle.SubjectEvent.HoldPlaced;
import io.lethe.lifecycle.SubjectEvent.HoldReleased;
import io.lethe.schemas.Action;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.ReleaseHold;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Legal holds: they need no open request and outlive them. */
final class Holds {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Holds() {}

    static void place(CommandContext context, PlaceHold command) {
        Deciding deciding = context.deciding();
        Optional<Hold> there = deciding.state().hold(command.getHoldId());
        if (there.isPresent()) {
            if (!there.get().contentHash().equals(context.input().contentHash())) {
                context.refuse(null, RefusalCode.HOLD_ID_REUSED, null);
            }
        } else if (isValid(context, command)) {
            List<String> services = command.getServices() == null
                    ? List.of()
                    : command.getServices().stream().distinct().toList();
            deciding.emit(new HoldPlaced(
                    command.getHoldId(),
                    services,
                    command.getUntil(),
                    context.input().contentHash(),
                    alreadyDispatched(deciding.state(), services),
                    command.getReason()));
        }
    }

    private static boolean isValid(CommandContext context, PlaceHold command) {
        if (context.deciding().state().isFull()) {
            context.refuse(null, RefusalCode.TOO_MANY_OPEN, null);
            return false;
        }
        Optional<String> field = invalidField(context.deciding(), command);
        if (field.isPresent()) {
            context.refuse(null, RefusalCode.INVALID_FIELD, field.get());
            return false;
        }
        Optional<String> unknown = unknownService(context.deciding(), command.getServices());
        unknown.ifPresent(s -> context.refuse(null, RefusalCode.UNKNOWN_SERVICE, s));
        return unknown.isEmpty();
    }

    private static Optional<String> invalidField(Deciding deciding, PlaceHold command) {
        if (!ID.matcher(command.getHoldId()).matches()) {
            return Optional.of("holdId");
        }
        if (command.getReason() == null || command.getReason().isBlank()) {
            return Optional.of("reason");
        }
        if (command.getServices() != null && command.getServices().isEmpty()) {
            return Optional.of("services");
        }
        return deciding.isDue(command.getUntil()) ? Optional.of("until") : Optional.empty();
    }

    private static Optional<String> unknownService(Deciding deciding, List<String> services) {
        return services == null
                ? Optional.empty()
                : services.stream()
                        .filter(s -> s.equals(RequestState.PACKAGER)
                                || deciding.catalogue.find(s).isEmpty())
                        .findFirst();
    }

    private static List<String> alreadyDispatched(SubjectState state, List<String> services) {
        return state.erasures()
                .flatMap(r -> r.participants().filter(s -> HardDeletes.isSent(r, s)))
                .map(Step::service)
                .filter(s -> services.isEmpty() || services.contains(s))
                .distinct()
                .toList();
    }

    static void release(CommandContext context, ReleaseHold command) {
        if (context.deciding().state().hold(command.getHoldId()).isPresent()) {
            context.deciding().emit(new HoldReleased(command.getHoldId()));
        } else {
            context.refuse(null, RefusalCode.UNKNOWN_HOLD, null);
        }
    }

    /** Whether a hold stops the step's task, first or repeated. It is about what services have, not about Lethe's own copy in a file. */
    static boolean stops(SubjectState state, Step step) {
        if (step.service().equals(RequestState.PACKAGER)) {
            return false;
        }
        // Where tombstones follow an answered hard delete they are its last word; where they are the hard delete, the
        // hold stops them too.
        boolean erases = step.action() == Action.HARD_DELETE && !(step.tombstoning() && step.erased() != null);
        return erases && state.isHeld(step.service());
    }

    /** Whether the service wants the task again and a hold is in the way. */
    static boolean stopsAgain(SubjectState state, Step step) {
        return step.status() == StepStatus.BACKOFF && stops(state, step);
    }
}
