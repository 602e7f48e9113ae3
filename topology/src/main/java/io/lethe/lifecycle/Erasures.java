package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.ErasureStarted;
import io.lethe.lifecycle.RequestEvent.HardDeleteStarted;
import io.lethe.lifecycle.RequestEvent.PhaseEntered;
import io.lethe.lifecycle.RequestEvent.ServiceJoined;
import io.lethe.lifecycle.StepEvent.StepSkipped;
import io.lethe.schemas.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How an erasure moves on by itself: begin, soft delete, grace, gate, staged hard delete, verification, restore. */
final class Erasures {
    private Erasures() {}

    static void advance(Deciding deciding, String id) {
        switch (deciding.get(id).phase()) {
            case QUEUED, COALESCED -> Queue.advance(deciding, id);
            case AWAITING_APPROVAL -> beginIfApproved(deciding, id);
            case SOFT_DELETING -> graceWhenHidden(deciding, id);
            case AWAITING_EXPORT -> gate(deciding, id);
            case ON_HOLD -> resumeOrGate(deciding, id);
            case HARD_DELETING, VERIFYING -> erase(deciding, id);
            case RESTORING -> endWhenRestored(deciding, id);
            case GRACE, COLLECTING, PACKAGING, READY, EXPIRED, DONE -> {
                // Only a timer or a command moves these.
            }
        }
    }

    private static void beginIfApproved(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        if (request.origin().approval() && request.progress().approvedAt() == null) {
            return;
        }
        Instant graceEnds = Deadlines.graceEndsAt(
                deciding.now, request.origin().gracePeriod(), request.deadline().dueAt(), deciding.policy);
        deciding.emit(new ErasureStarted(id, graceEnds));
        if (deciding.isDue(graceEnds)) {
            gate(deciding, id);
        } else {
            softDelete(deciding, id);
        }
    }

    private static void softDelete(Deciding deciding, String id) {
        for (Step step : deciding.get(id).steps()) {
            boolean can = deciding.service(step.service()).can(Action.SOFT_DELETE);
            if (can && step.status() == StepStatus.WAITING) {
                Tasks.issue(deciding, id, step, Action.SOFT_DELETE);
            }
        }
    }

    private static void graceWhenHidden(Deciding deciding, String id) {
        if (!deciding.get(id).any(Step::isOpenSoftDelete)) {
            deciding.emit(new PhaseEntered(id, Phase.GRACE, null));
        }
    }

    /** The grace period is over: on to the hard delete, unless an export or holds stand in the way. */
    static void gate(Deciding deciding, String id) {
        if (deciding.state().exports().anyMatch(e -> Exports.blocksErasure(e, deciding.now))) {
            enter(deciding, id, Phase.AWAITING_EXPORT);
        } else if (isEveryStartHeld(deciding, id)) {
            enter(deciding, id, Phase.ON_HOLD);
        } else {
            dispatch(deciding, id);
        }
    }

    private static boolean isEveryStartHeld(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        Set<String> all = new LinkedHashSet<>(request.services());
        all.addAll(joining(deciding, request));
        // Deleting a file of Lethe's own must not be what takes the way back.
        all.remove(RequestState.PACKAGER);
        List<String> open = all.stream()
                .filter(s -> request.step(s)
                        .map(step -> step.status() != StepStatus.WAIVED)
                        .orElse(true))
                .toList();
        List<String> startable = open.stream()
                .filter(s -> deciding.service(s).after().stream().noneMatch(open::contains))
                .toList();
        return !startable.isEmpty() && startable.stream().allMatch(deciding.state()::isHeld);
    }

    private static void dispatch(Deciding deciding, String id) {
        for (Step step : deciding.get(id).steps()) {
            if (step.isOpenSoftDelete()) {
                deciding.emit(new StepSkipped(id, step.service(), Action.SOFT_DELETE));
            }
        }
        List<String> joining = joining(deciding, deciding.get(id));
        deciding.emit(new HardDeleteStarted(id));
        joining.forEach(s -> deciding.emit(new ServiceJoined(id, s)));
        deciding.state().exports().map(RequestState::id).toList().forEach(e -> Exports.expireForErasure(deciding, e));
        erase(deciding, id);
    }

    /** Services that came since the set was pinned, where the caller named none; and the packager, where it keeps a file of the subject. */
    private static List<String> joining(Deciding deciding, RequestState request) {
        List<String> joining = new ArrayList<>();
        if (request.origin().allServices()) {
            joining.addAll(deciding.catalogue.namesWhere(Service::canErase));
        }
        if (deciding.state().exports().anyMatch(Exports::hasFile)) {
            joining.add(RequestState.PACKAGER);
        }
        joining.removeAll(request.services());
        return joining;
    }

    private static void resumeOrGate(Deciding deciding, String id) {
        if (deciding.get(id).isDispatched()) {
            erase(deciding, id);
        } else {
            gate(deciding, id);
        }
    }

    /** Issues every hard delete whose time has come, and tells what is waited for. */
    private static void erase(Deciding deciding, String id) {
        for (Step step : deciding.get(id).steps()) {
            if (isStartable(deciding, deciding.get(id), step) && !isStopped(deciding.state(), step)) {
                enter(deciding, id, Phase.HARD_DELETING);
                Tasks.issue(deciding, id, step, eraseAction(deciding, step));
            }
        }
        RequestState request = deciding.get(id);
        if (request.any(s -> !isHardDeleteEnded(s))) {
            enter(deciding, id, isOnlyHeld(deciding, request) ? Phase.ON_HOLD : Phase.HARD_DELETING);
        } else {
            verifyOrComplete(deciding, id);
        }
    }

    private static Action eraseAction(Deciding deciding, Step step) {
        Service service = deciding.service(step.service());
        // A service that was defined anew without either is still asked: writing no nulls would count as erased.
        boolean nullsAlone =
                !service.can(Action.HARD_DELETE) && !service.tombstoneTopics().isEmpty();
        return step.tombstoning() || nullsAlone ? Action.TOMBSTONE : Action.HARD_DELETE;
    }

    private static boolean isHardDeleteEnded(Step step) {
        return step.action() == Action.VERIFY || step.status().isEnded();
    }

    private static boolean isStartable(Deciding deciding, RequestState request, Step step) {
        boolean waits = step.action() == Action.HARD_DELETE && step.status() == StepStatus.WAITING;
        return waits
                && deciding.service(step.service()).after().stream()
                        .allMatch(s ->
                                request.step(s).map(Erasures::isHardDeleteEnded).orElse(true));
    }

    /** Whether a hold is the last thing waited for: nothing runs, nothing failed, and what could start is held. */
    private static boolean isOnlyHeld(Deciding deciding, RequestState request) {
        SubjectState state = deciding.state();
        boolean idle = request.steps().stream()
                .allMatch(s -> s.status().isEnded() || s.status() == StepStatus.WAITING || isHeldBack(state, s));
        return idle && request.any(s -> !s.status().isEnded() && isStopped(state, s));
    }

    /** Whether a hold stops the step's task, first or repeated. It is about what services have, not about Lethe's own copy in a file. */
    static boolean isStopped(SubjectState state, Step step) {
        if (step.service().equals(RequestState.PACKAGER)) {
            return false;
        }
        // Where tombstones follow an answered hard delete they are its last word; where they are the hard delete, the
        // hold stops them too.
        boolean erases = step.action() == Action.HARD_DELETE && !(step.tombstoning() && step.erased() != null);
        return erases && state.isHeld(step.service());
    }

    /** Whether the service wants the task again and a hold is in the way. */
    static boolean isHeldBack(SubjectState state, Step step) {
        return step.status() == StepStatus.BACKOFF && isStopped(state, step);
    }

    private static void verifyOrComplete(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        boolean needed = request.any(s -> needsVerify(deciding, s));
        boolean planned =
                request.phase() == Phase.VERIFYING && request.progress().verifyAt() != null;
        if (!needed && !request.any(Erasures::isVerifyOpen)) {
            Endings.complete(deciding, id);
        } else if (needed && !planned) {
            Instant at = deciding.now.plus(deciding.policy.verifyAfter().orElseThrow());
            deciding.emit(new PhaseEntered(id, Phase.VERIFYING, at));
            if (deciding.isDue(at)) {
                verify(deciding, id);
            }
        } else {
            enter(deciding, id, Phase.VERIFYING);
        }
    }

    private static boolean isVerifyOpen(Step step) {
        return step.action() == Action.VERIFY && !step.status().isEnded();
    }

    /** Whether the service erased and can tell what is left, and was not asked yet. */
    private static boolean needsVerify(Deciding deciding, Step step) {
        return deciding.policy.verifyAfter().isPresent()
                && step.action() == Action.HARD_DELETE
                && step.status().isErased()
                && deciding.service(step.service()).can(Action.VERIFY);
    }

    /** Whether a service's part is over, verification included. */
    static boolean isFinished(Deciding deciding, RequestState request, Step step) {
        boolean undispatched = request.isErasure() && !request.isDispatched() && !request.isEnding();
        return step.status() == StepStatus.WAIVED
                || (step.status().isEnded() && !undispatched && !needsVerify(deciding, step));
    }

    /** Whether the service was told to erase for good. */
    static boolean isHardDeleteSent(RequestState request, Step step) {
        // A step that was waived before still has the attempts of its soft delete.
        boolean again = step.round() > 1 || step.attempt() > 0;
        boolean sent = step.action() == Action.VERIFY || (step.action() == Action.HARD_DELETE && again);
        return request.isErasure() && request.isOpen() && request.isDispatched() && sent;
    }

    /** Asks every service that can tell what is left. */
    static void verify(Deciding deciding, String id) {
        List<Step> asked = deciding.get(id).steps().stream()
                .filter(s -> needsVerify(deciding, s))
                .toList();
        asked.forEach(s -> Tasks.issue(deciding, id, s, Action.VERIFY));
        if (asked.isEmpty()) {
            // Waived meanwhile: the time of verification is over all the same, or it would be due for ever.
            deciding.emit(new PhaseEntered(id, Phase.VERIFYING, null));
        }
    }

    private static void endWhenRestored(Deciding deciding, String id) {
        if (deciding.get(id).steps().stream().allMatch(s -> s.status().isEnded())) {
            Endings.close(deciding, id);
        }
    }

    private static void enter(Deciding deciding, String id, Phase phase) {
        if (deciding.get(id).phase() != phase) {
            deciding.emit(new PhaseEntered(id, phase, null));
        }
    }
}
