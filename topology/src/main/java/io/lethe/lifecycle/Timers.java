package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.DeadlineApproaching;
import io.lethe.lifecycle.RequestEvent.DeadlineMissed;
import io.lethe.lifecycle.StepEvent.StepFailed.FailureCode;
import io.lethe.lifecycle.SubjectEvent.HoldExpired;
import io.lethe.lifecycle.SubjectEvent.SubjectForgotten;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is due does what it is due for. {@link NextDue} says when that is next: what one looks at, the other must. */
final class Timers {
    private Timers() {}

    static void fire(Deciding deciding) {
        deciding.state().holds().stream()
                .filter(h -> deciding.isDue(h.until()))
                .forEach(h -> deciding.emit(new HoldExpired(h.holdId())));
        for (String id : deciding.requestIds()) {
            deadline(deciding, id);
            steps(deciding, id);
            phase(deciding, id);
        }
        if (deciding.isDue(forgetAt(deciding.state(), deciding.policy))) {
            deciding.emit(new SubjectForgotten(deciding.state().closed().size()));
        }
    }

    /** When an idle subject's stub goes; null while something is open. */
    static Instant forgetAt(SubjectState state, Policy policy) {
        return state.idleSince() == null ? null : state.idleSince().plus(policy.forgetAfter());
    }

    private static void deadline(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        if (!request.isOpen() || request.deadline().missed()) {
            return;
        }
        Instant dueAt = request.deadline().dueAt();
        List<String> waitsFor = WaitReason.codes(deciding.state(), request, deciding.now);
        if (deciding.isDue(dueAt)) {
            deciding.emit(new DeadlineMissed(id, waitsFor));
            return;
        }
        int warning = warningsDue(deciding, dueAt);
        if (warning > request.deadline().warned()) {
            deciding.emit(new DeadlineApproaching(id, warning, Duration.between(deciding.now, dueAt), waitsFor));
        }
    }

    private static int warningsDue(Deciding deciding, Instant dueAt) {
        return (int) deciding.policy.deadlineWarnings().stream()
                .filter(w -> deciding.isDue(dueAt.minus(w)))
                .count();
    }

    private static void steps(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        for (Step step : request.steps()) {
            if (runsTimer(deciding.state(), request, step) && deciding.isDue(step.nextAt())) {
                step(deciding, id, step);
            }
        }
    }

    /** Whether the step's timer may run: not while a hold stops it, and in an ended request only for the deletion of its file. */
    static boolean runsTimer(SubjectState state, RequestState request, Step step) {
        boolean alive = request.isOpen() || step.service().equals(RequestState.PACKAGER);
        return alive && step.nextAt() != null && !Holds.stops(state, step);
    }

    private static void step(Deciding deciding, String id, Step step) {
        if (HardDeletes.hasLostItsTopics(deciding, step)) {
            HardDeletes.withoutTopics(deciding, id, step);
        } else if (step.status() == StepStatus.FAILED) {
            Tasks.resend(deciding, id, step);
        } else if (Tasks.isExhausted(deciding, step)) {
            boolean silent = step.status() == StepStatus.SENT;
            Tasks.fail(deciding, id, step, silent ? FailureCode.TIMEOUT : FailureCode.ATTEMPTS);
        } else {
            Tasks.again(deciding, id, step);
        }
    }

    private static void phase(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        switch (request.phase()) {
            case SOFT_DELETING, GRACE -> {
                if (deciding.isDue(request.progress().graceEndsAt())) {
                    Erasures.gate(deciding, id);
                }
            }
            case VERIFYING -> {
                if (deciding.isDue(request.progress().verifyAt())) {
                    HardDeletes.verify(deciding, id);
                }
            }
            case READY -> {
                if (deciding.isDue(request.file().expiresAt())) {
                    Exports.expire(deciding, id, ExpiryCause.RETENTION);
                }
            }
            default -> {
                // The others wait for answers or people, or for another request's timer.
            }
        }
    }
}
