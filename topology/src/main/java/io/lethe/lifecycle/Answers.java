package io.lethe.lifecycle;

import io.lethe.lifecycle.StepEvent.AckIgnored;
import io.lethe.lifecycle.StepEvent.ResidueFound;
import io.lethe.lifecycle.StepEvent.StepFailed.FailureCode;
import io.lethe.lifecycle.StepEvent.TaskAnswered;
import io.lethe.lifecycle.StepEvent.TombstonesWritten;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceAck;
import java.time.Instant;
import java.util.Optional;

/** What services' answers do. An answer counts only for the very task that is out: right token, action, round and, for FAILED, attempt. */
final class Answers {
    /** Rounds of erasing and verifying before a person has to look. */
    static final int MAX_ROUNDS = 3;

    private final Deciding deciding;
    private final ServiceAck ack;
    private final Step step;

    private Answers(Deciding deciding, ServiceAck ack, Step step) {
        this.deciding = deciding;
        this.ack = ack;
        this.step = step;
    }

    static void take(Deciding deciding, Input.Ack input) {
        ServiceAck ack = input.ack();
        // A request that has ended changes no more, but for the deletion of its file.
        Optional<RequestState> request = deciding.find(ack.getRequestId())
                .filter(r -> r.isOpen() || ack.getService().equals(RequestState.PACKAGER));
        Optional<Step> step = request.flatMap(r -> r.step(ack.getService()));
        // Unknown requests and services leave no trace in the log: anybody could fill it.
        step.ifPresent(s -> new Answers(deciding, ack, s).take(input.tokenValid()));
    }

    private void take(boolean tokenValid) {
        Optional<AckIgnored.Kind> why = whyIgnored(tokenValid);
        if (why.isPresent()) {
            ignore(why.get());
        } else if (ack.getOutcome() == AckOutcome.FAILED) {
            failed();
        } else if (isResidue()) {
            residue();
        } else {
            succeeded();
        }
    }

    private Optional<AckIgnored.Kind> whyIgnored(boolean tokenValid) {
        if (!tokenValid) {
            return Optional.of(AckIgnored.Kind.WRONG_TOKEN);
        }
        if (!isForTaskOut()) {
            return Optional.of(AckIgnored.Kind.OTHER_TASK);
        }
        if (!isOutcomePossible()) {
            return Optional.of(AckIgnored.Kind.BAD_OUTCOME);
        }
        if (step.status().isEnded() && !isLateForWaived()) {
            return Optional.of(AckIgnored.Kind.DUPLICATE);
        }
        if (ack.getOutcome() == AckOutcome.FAILED) {
            return whyFailureIgnored();
        }
        // An older answer to the same VERIFY cannot take a residue back: only a new round can.
        return step.hasResidue() ? Optional.of(AckIgnored.Kind.DUPLICATE) : Optional.empty();
    }

    private Optional<AckIgnored.Kind> whyFailureIgnored() {
        if (ack.getAttempt() != null && ack.getAttempt() != step.attempt()) {
            return Optional.of(AckIgnored.Kind.OLD_ATTEMPT);
        }
        return step.status() == StepStatus.SENT ? Optional.empty() : Optional.of(AckIgnored.Kind.DUPLICATE);
    }

    private boolean isForTaskOut() {
        String taskId = TaskIds.of(ack.getRequestId(), step.service(), step.taskAction(), step.round());
        return step.attempt() > 0
                && ack.getAction() == step.taskAction()
                && ack.getTaskId().equals(taskId);
    }

    private boolean isOutcomePossible() {
        return switch (ack.getOutcome()) {
            case DONE -> ack.getRecordsAffected() >= 0 && !isHalfDescribed();
            case FAILED -> ack.getRecordsAffected() >= 0;
            case NOT_FOUND -> !isPacking();
            case EXEMPT -> hasReason() && mayBeExempt();
            case UNKNOWN -> false;
        };
    }

    /** A file is packed or it is not: READY without one would promise a download. */
    private boolean isPacking() {
        return step.service().equals(RequestState.PACKAGER) && step.action() == Action.EXPORT;
    }

    /** A packager of an earlier release says nothing of the file. */
    private boolean isHalfDescribed() {
        return isPacking() && (ack.getSizeBytes() == null) != (ack.getSha256() == null);
    }

    private boolean hasReason() {
        return ack.getReason() != null && !ack.getReason().isBlank();
    }

    /** What was erased cannot be exempt afterwards, and Lethe's own parts are under no law. */
    private boolean mayBeExempt() {
        return switch (step.taskAction()) {
            case SOFT_DELETE, RESTORE, HARD_DELETE, EXPORT -> !step.service().equals(RequestState.PACKAGER);
            case VERIFY, TOMBSTONE, UNKNOWN -> false;
        };
    }

    /** A late good answer shows that the service did its part after all, unless the waiver is past undoing. */
    private boolean isLateForWaived() {
        return step.status() == StepStatus.WAIVED
                && ack.getOutcome() != AckOutcome.FAILED
                && !isResidue()
                && isWaiverOpen();
    }

    private boolean isWaiverOpen() {
        return switch (step.taskAction()) {
            // The waiver covers the hard delete too, so it stays.
            case SOFT_DELETE -> false;
            // The hard delete had been answered: what was waived is the verification alone.
            case HARD_DELETE -> step.erased() == null;
            // What was waived is a residue that is known: only a new round could have taken it back.
            case VERIFY -> step.erased() != null;
            // The file is packed without the service.
            case EXPORT -> deciding.get(ack.getRequestId()).phase() == Phase.COLLECTING;
            case RESTORE, TOMBSTONE, UNKNOWN -> true;
        };
    }

    private void ignore(AckIgnored.Kind kind) {
        boolean first = !kind.isIn(step.ignored());
        if (first && deciding.get(ack.getRequestId()).isOpen()) {
            deciding.emit(new AckIgnored(ack.getRequestId(), step.service(), ack.getAction(), kind));
        }
    }

    private void failed() {
        boolean again = ack.getRetryable() && !Tasks.isExhausted(deciding, step);
        Instant retryAt = again ? deciding.now.plus(Tasks.backoff(deciding, step.service(), step.tries())) : null;
        answered(retryAt);
        if (!again) {
            Tasks.fail(
                    deciding,
                    ack.getRequestId(),
                    deciding.get(ack.getRequestId()).step(step.service()).orElseThrow(),
                    ack.getRetryable() ? FailureCode.ATTEMPTS : FailureCode.REFUSED);
        }
    }

    private void succeeded() {
        if (step.tombstoning()) {
            deciding.emit(
                    new TombstonesWritten(ack.getRequestId(), step.service(), step.round(), ack.getRecordsAffected()));
            return;
        }
        answered(null);
        if (isPacking()) {
            Exports.ready(deciding, ack);
            return;
        }
        boolean erased = step.action() == Action.HARD_DELETE && ack.getOutcome() != AckOutcome.EXEMPT;
        if (erased && !deciding.service(step.service()).tombstoneTopics().isEmpty()) {
            Tasks.issue(deciding, ack.getRequestId(), step, Action.TOMBSTONE);
        }
    }

    private void residue() {
        boolean again = step.round() < MAX_ROUNDS;
        deciding.emit(
                new ResidueFound(ack.getRequestId(), step.service(), step.round(), ack.getRecordsAffected(), again));
        if (!again) {
            Tasks.fail(deciding, ack.getRequestId(), step, FailureCode.RESIDUE);
        }
    }

    /** Whether something is left: VERIFY is clean on NOT_FOUND, or DONE with none. */
    private boolean isResidue() {
        return ack.getAction() == Action.VERIFY && ack.getOutcome() == AckOutcome.DONE && ack.getRecordsAffected() > 0;
    }

    private void answered(Instant retryAt) {
        deciding.emit(new TaskAnswered(
                ack.getRequestId(),
                step.service(),
                step.taskAction(),
                step.round(),
                step.attempt(),
                ack.getOutcome(),
                ack.getRecordsAffected(),
                ack.getFragments() == null ? 0 : ack.getFragments(),
                step.taskAction() == Action.EXPORT ? ack.getRun() : null,
                ack.getReason(),
                retryAt));
    }
}
