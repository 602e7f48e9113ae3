package io.lethe.participant;

/** A record that is no task this version can read, and never will be. Carries codes only, nothing of the record. */
final class PoisonException extends Exception {
    private final String reason;
    private final String errorClass;

    /** {@code cause} is what made it unreadable; null when the record itself says so. */
    PoisonException(String reason, Throwable cause) {
        super(reason, null, false, false);
        this.reason = reason;
        this.errorClass = cause == null ? "" : cause.getClass().getName();
    }

    /** Code of the reason, as in a dead letter. */
    String reason() {
        return reason;
    }

    /** Class of the error; empty when there was none. */
    String errorClass() {
        return errorClass;
    }
}
