package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.PhaseEntered;
import io.lethe.lifecycle.StepEvent.TombstonesWritten;
import io.lethe.schemas.Action;
import java.time.Instant;
import java.util.List;

/** How a dispatched erasure moves on by itself: hard deletes in their order, around holds, then the verification. */
final class HardDeletes {
    private HardDeletes() {}

    /** Issues every hard delete whose time has come, and tells what is waited for. */
    static void advance(Deciding deciding, String id) {
        for (Step step : deciding.get(id).steps()) {
            if (isStartable(deciding, deciding.get(id), step) && !Holds.stops(deciding.state(), step)) {
                Erasures.enter(deciding, id, Phase.HARD_DELETING);
                start(deciding, id, step);
            }
        }
        RequestState request = deciding.get(id);
        if (request.any(s -> !isEnded(s))) {
            Erasures.enter(deciding, id, isOnlyHeld(deciding, request) ? Phase.ON_HOLD : Phase.HARD_DELETING);
        } else {
            verifyOrComplete(deciding, id);
        }
    }

    private static void start(Deciding deciding, String id, Step step) {
        if (hasLostItsTopics(deciding, step)) {
            withoutTopics(deciding, id, step);
        } else {
            Tasks.issue(deciding, id, step, eraseAction(deciding, step));
        }
    }

    /** Whether nulls are to be written to topics of a service that was defined anew without any. */
    static boolean hasLostItsTopics(Deciding deciding, Step step) {
        return step.tombstoning()
                && deciding.service(step.service()).tombstoneTopics().isEmpty();
    }

    /** Nulls that were the last word of an answered hard delete are left out; those that stood for it were nobody's answer, so it is asked for. */
    static void withoutTopics(Deciding deciding, String id, Step step) {
        if (step.erased() != null) {
            deciding.emit(new TombstonesWritten(id, step.service(), step.round(), 0));
        } else {
            Tasks.issue(deciding, id, step, Action.HARD_DELETE);
        }
    }

    private static Action eraseAction(Deciding deciding, Step step) {
        Service service = deciding.service(step.service());
        // A service that was defined anew without either is still asked: writing no nulls would count as erased.
        boolean nullsAlone =
                !service.can(Action.HARD_DELETE) && !service.tombstoneTopics().isEmpty();
        return step.tombstoning() || nullsAlone ? Action.TOMBSTONE : Action.HARD_DELETE;
    }

    private static boolean isEnded(Step step) {
        return step.action() == Action.VERIFY || step.status().isEnded();
    }

    private static boolean isStartable(Deciding deciding, RequestState request, Step step) {
        if (step.action() != Action.HARD_DELETE || step.status() != StepStatus.WAITING) {
            return false;
        }
        for (String before : deciding.service(step.service()).after()) {
            Step other = request.step(before).orElse(null);
            if (other != null && !isEnded(other)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a hold is the last thing waited for: nothing runs, nothing failed, and what could start is held. */
    private static boolean isOnlyHeld(Deciding deciding, RequestState request) {
        SubjectState state = deciding.state();
        boolean busy = request.any(
                s -> !s.status().isEnded() && s.status() != StepStatus.WAITING && !Holds.stopsAgain(state, s));
        return !busy && request.any(s -> !s.status().isEnded() && Holds.stops(state, s));
    }

    private static void verifyOrComplete(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        boolean needed = request.any(s -> needsVerify(deciding, s));
        boolean planned =
                request.phase() == Phase.VERIFYING && request.progress().verifyAt() != null;
        if (!needed && !request.any(HardDeletes::isVerifyOpen)) {
            Endings.complete(deciding, id);
        } else if (needed && !planned) {
            Instant at = deciding.now.plus(deciding.policy.verifyAfter().orElseThrow());
            deciding.emit(new PhaseEntered(id, Phase.VERIFYING, at));
            if (deciding.isDue(at)) {
                verify(deciding, id);
            }
        } else {
            Erasures.enter(deciding, id, Phase.VERIFYING);
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
    static boolean isSent(RequestState request, Step step) {
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
}
