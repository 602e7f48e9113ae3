package io.lethe.lifecycle;

import io.lethe.lifecycle.StepEvent.StepFailed;
import io.lethe.lifecycle.StepEvent.StepFailed.FailureCode;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.schemas.Action;
import java.time.Duration;
import java.time.Instant;

/** Sending tasks: first, again after a timeout or a backoff, and weekly once a step has failed. */
final class Tasks {
    /** Topics keep tasks for two weeks; a service that was down for longer must still get them. */
    static final Duration RESEND = Duration.ofDays(7);

    private Tasks() {}

    /** Sends a step's task, with the tries counted from one. */
    static void issue(Deciding deciding, String requestId, Step step, Action action) {
        int attempt = step.taskAction() == action ? step.attempt() + 1 : 1;
        issue(deciding, requestId, step, action, attempt, 1);
    }

    /** Sends the task that is out once more, as the next attempt. */
    static void again(Deciding deciding, String requestId, Step step) {
        issue(deciding, requestId, step, step.taskAction(), step.attempt() + 1, step.tries() + 1);
    }

    private static void issue(Deciding deciding, String requestId, Step step, Action action, int attempt, int tries) {
        Instant next = deciding.now.plus(backoff(deciding, step.service(), tries));
        deciding.emit(new TaskIssued(requestId, step.service(), action, step.round(), attempt, tries, false, next));
    }

    /** Repeats a failed step's task; it counts neither as an attempt nor as something that runs. */
    static void resend(Deciding deciding, String requestId, Step step) {
        deciding.emit(new TaskIssued(
                requestId,
                step.service(),
                step.taskAction(),
                step.round(),
                step.attempt(),
                step.tries(),
                true,
                deciding.now.plus(RESEND)));
    }

    static void fail(Deciding deciding, String requestId, Step step, FailureCode code) {
        // Only a new round can take a residue back, so there is no use in asking again.
        Instant resendAt = code == FailureCode.RESIDUE ? null : deciding.now.plus(RESEND);
        deciding.emit(new StepFailed(requestId, step.service(), step.taskAction(), code, resendAt));
    }

    /** Whether the task has been sent as often as it may. */
    static boolean isExhausted(Deciding deciding, Step step) {
        int max = deciding.service(step.service()).maxAttempts().orElse(deciding.policy.maxAttempts());
        return step.tries() >= max;
    }

    /** The wait after the n-th try: the timeout, doubled with each, at most a week. */
    static Duration backoff(Deciding deciding, String service, int tries) {
        Duration first = deciding.service(service).ackTimeout().orElse(deciding.policy.ackTimeout());
        // Beyond 2^20 any timeout of a second or more has passed the week.
        Duration wait = first.multipliedBy(1L << Math.min(tries - 1, 20));
        return wait.compareTo(RESEND) < 0 ? wait : RESEND;
    }
}
