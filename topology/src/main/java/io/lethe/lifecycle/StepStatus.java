package io.lethe.lifecycle;

/** How far a service's current action is. */
public enum StepStatus {
    /** Not issued yet. */
    WAITING,
    /** Issued, not answered; issued again when {@link Step#nextAt} comes. */
    SENT,
    /** Answered FAILED and retryable; issued again when {@link Step#nextAt} comes. */
    BACKOFF,
    /** Answered DONE. */
    DONE,
    /** Answered NOT_FOUND. */
    NOT_FOUND,
    /** Answered EXEMPT: the law obliges the service to keep the data. */
    EXEMPT,
    /** Given up until an operator acts or a late answer comes. */
    FAILED,
    /** An operator let the request go on without it. */
    WAIVED,
    /** Overtaken, not needed any more. */
    SKIPPED;

    /** Whether nothing more is expected of the step; FAILED has not ended. */
    public boolean isEnded() {
        return switch (this) {
            case DONE, NOT_FOUND, EXEMPT, WAIVED, SKIPPED -> true;
            case WAITING, SENT, BACKOFF, FAILED -> false;
        };
    }

    /** Whether an answer or a timer will move the step without an operator. */
    public boolean isRunning() {
        return this == SENT || this == BACKOFF;
    }

    /** Whether the service said that its data is gone. */
    public boolean isErased() {
        return this == DONE || this == NOT_FOUND;
    }
}
