package io.lethe.lifecycle;

/** Where inside its life a request stands. */
public enum Phase {
    /** Behind another erasure of the same subject. */
    QUEUED,
    /** Rides on another erasure that covers it. */
    COALESCED,
    /** Waits for an operator's approval. */
    AWAITING_APPROVAL,
    /** Services hide the data; the grace period runs. */
    SOFT_DELETING,
    /** Only the grace period is waited for. */
    GRACE,
    /** The grace period is over; an export holds the hard delete back. */
    AWAITING_EXPORT,
    /** A legal hold is the last thing waited for. */
    ON_HOLD,
    /** HARD_DELETE tasks were issued: no way back. */
    HARD_DELETING,
    /** Everything is erased; services look for what is left. */
    VERIFYING,
    /** Cancelled or rejected; services bring hidden data back. */
    RESTORING,
    /** Services hand their data over. */
    COLLECTING,
    /** The packager builds the file. */
    PACKAGING,
    /** The file can be downloaded. */
    READY,
    /** The file is not available any more. */
    EXPIRED,
    /** Ended. */
    DONE;

    /** Whether an erasure in this phase has started and not ended: at most one of a subject does. */
    boolean isRunning() {
        return this != QUEUED && this != COALESCED && this != DONE;
    }
}
