package io.lethe.poison;

/** A record that cannot be taken: it becomes a dead letter and the stream goes on. */
public final class PoisonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Poison reason;

    /** A record that could be read, and cannot be taken. */
    public PoisonException(Poison reason) {
        this(reason, null);
    }

    /** A record that an error tells of. */
    public PoisonException(Poison reason, Exception cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    /** Code for the dead letter. */
    public Poison reason() {
        return reason;
    }

    /** Class of the error behind it, empty where there was none; never its message, which may quote the record. */
    public String errorClass() {
        return getCause() == null ? "" : getCause().getClass().getName();
    }
}
