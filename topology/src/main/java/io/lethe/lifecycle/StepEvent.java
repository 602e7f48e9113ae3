package io.lethe.lifecycle;

import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceOutcome;
import java.time.Instant;

/** Events of one service's part in a request. */
public sealed interface StepEvent extends Event {

    /** The service. */
    String service();

    /** The step after it. */
    Step change(Step step, Instant at);

    @Override
    default SubjectState apply(SubjectState state, Instant at) {
        return state.updating(requestId(), r -> r.withStep(service(), s -> change(s, at)));
    }

    /**
     * A task goes out; {@code nextAt} is when it goes out again if nothing comes. A {@code resend} repeats the task of a failed step without
     * counting as an attempt.
     */
    record TaskIssued(
            String requestId,
            String service,
            Action action,
            int round,
            int attempt,
            int tries,
            boolean resend,
            Instant nextAt)
            implements StepEvent {

        @Override
        public SubjectState apply(SubjectState state, Instant at) {
            return state.updating(requestId, r -> moved(r.withStep(service, s -> change(s, at))));
        }

        private RequestState moved(RequestState request) {
            if (action == Action.SOFT_DELETE && request.phase() == Phase.GRACE && !resend) {
                return request.in(Phase.SOFT_DELETING);
            }
            // A repeat to one service says nothing of those that are still to be asked.
            boolean first = action == Action.VERIFY && attempt == 1 && !resend;
            return first ? request.with(request.progress().verifyingAt(null)) : request;
        }

        @Override
        public Step change(Step step, Instant at) {
            return step.with(d -> {
                if (step.taskAction() != action || step.round() != round) {
                    begin(d);
                }
                d.attempt = attempt;
                d.tries = tries;
                d.issuedAt = at;
                d.nextAt = nextAt;
                d.softIssued |= action == Action.SOFT_DELETE;
                if (!resend) {
                    d.status = StepStatus.SENT;
                }
            });
        }

        private void begin(Step.Draft d) {
            d.newTask(action == Action.TOMBSTONE ? Action.HARD_DELETE : action);
            d.tombstoning = action == Action.TOMBSTONE;
            d.round = round;
        }
    }

    /** A service answered the task that is out. With FAILED and {@code retryAt} it will be asked again then. */
    record TaskAnswered(
            String requestId,
            String service,
            Action action,
            int round,
            int attempt,
            AckOutcome outcome,
            long recordsAffected,
            long fragments,
            @FreeText String run,
            @FreeText String reason,
            Instant retryAt)
            implements StepEvent {
        @Override
        public Step change(Step step, Instant at) {
            return step.with(d -> {
                if (outcome == AckOutcome.FAILED) {
                    d.status = retryAt == null ? step.status() : StepStatus.BACKOFF;
                    d.nextAt = retryAt;
                    d.error = reason;
                } else {
                    succeed(d, at);
                }
            });
        }

        private void succeed(Step.Draft d, Instant at) {
            d.end(StepStatus.valueOf(outcome.name()), at);
            d.error = outcome == AckOutcome.EXEMPT ? reason : null;
            if (action == Action.VERIFY) {
                return;
            }
            d.recordsAffected = action == Action.HARD_DELETE ? inAll(d.recordsAffected) : recordsAffected;
            d.fragments = fragments;
            d.run = run;
            if (action == Action.HARD_DELETE) {
                d.erased = ServiceOutcome.valueOf(outcome.name());
            }
        }

        /** Over all rounds, as far as a count goes: services may say any number, and a negative one is none. */
        private long inAll(long before) {
            return recordsAffected > Long.MAX_VALUE - before ? Long.MAX_VALUE : before + recordsAffected;
        }
    }

    /** A step was given up, for now: {@code code} says why, the task is sent again at {@code resendAt} all the same. */
    record StepFailed(String requestId, String service, Action action, FailureCode code, Instant resendAt)
            implements StepEvent {
        /** Why a step was given up. */
        public enum FailureCode {
            /** No answer came, as often as it was sent. */
            TIMEOUT,
            /** It answered FAILED as often as it was sent. */
            ATTEMPTS,
            /** It answered FAILED and not retryable. */
            REFUSED,
            /** Data was found again after the third round. */
            RESIDUE
        }

        @Override
        public Step change(Step step, Instant at) {
            return step.with(d -> {
                d.status = StepStatus.FAILED;
                d.nextAt = resendAt;
                d.error = d.error == null || code == FailureCode.TIMEOUT || code == FailureCode.RESIDUE
                        ? code.name()
                        : d.error;
            });
        }
    }

    /** An operator has a failed step taken up again, with its tries counted anew; after a residue as a new round of erasing. */
    record StepRetried(String requestId, String service, boolean newRound) implements StepEvent {
        @Override
        public Step change(Step step, Instant at) {
            return step.with(d -> {
                if (newRound) {
                    d.newRound();
                }
                d.status = StepStatus.WAITING;
                d.tries = 0;
                d.nextAt = null;
            });
        }
    }

    /** A step is not needed any more. */
    record StepSkipped(String requestId, String service, Action action) implements StepEvent {
        @Override
        public Step change(Step step, Instant at) {
            return step.with(d -> d.end(StepStatus.SKIPPED, at));
        }
    }

    /** An operator let the request go on without the service; waiving a residue, they know that it did not erase. */
    record StepWaived(
            String requestId, String service, @FreeText String reason) implements StepEvent {
        @Override
        public Step change(Step step, Instant at) {
            return step.with(d -> {
                boolean tombstones = step.tombstoning();
                d.end(StepStatus.WAIVED, at);
                d.tombstoning = tombstones;
                d.erased = step.hasResidue() ? null : step.erased();
                d.error = reason;
            });
        }
    }

    /** Verification found data that was there before the hard delete: with {@code again}, the service erases in a new round. */
    record ResidueFound(String requestId, String service, int round, long found, boolean again) implements StepEvent {
        @Override
        public Step change(Step step, Instant at) {
            return again ? step.with(Step.Draft::newRound) : step;
        }
    }

    /** The nulls stand in the service's topics; {@code written} 0: it has no topics any more. */
    record TombstonesWritten(String requestId, String service, int round, long written) implements StepEvent {
        @Override
        public Step change(Step step, Instant at) {
            return step.with(d -> {
                StepStatus how = step.erased() == ServiceOutcome.NOT_FOUND ? StepStatus.NOT_FOUND : StepStatus.DONE;
                d.end(how, at);
                d.erased = step.erased() == null ? ServiceOutcome.DONE : step.erased();
                d.error = null;
            });
        }
    }

    /** An answer changed nothing; the first of a kind for a task is written down. */
    record AckIgnored(String requestId, String service, Action action, Kind kind) implements StepEvent {
        /** Why an answer changed nothing. */
        public enum Kind {
            /** The token is not the task's. */
            WRONG_TOKEN(1),
            /** It answers another task or action than the one that is out. */
            OTHER_TASK(2),
            /** The step has ended. */
            DUPLICATE(4),
            /** FAILED for an attempt that is not the current one. */
            OLD_ATTEMPT(8),
            /** An outcome that the action cannot have, a negative count, or EXEMPT without a reason. */
            BAD_OUTCOME(16);

            private final int bit;

            Kind(int bit) {
                this.bit = bit;
            }

            boolean isIn(int bits) {
                return (bits & bit) != 0;
            }
        }

        @Override
        public Step change(Step step, Instant at) {
            return step.with(d -> d.ignored |= kind.bit);
        }
    }
}
