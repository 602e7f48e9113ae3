package io.lethe.query;

/** A store cannot be read at this instance now: it moves, restores or stands elsewhere. Asking again a little later helps; it never means "not there". */
public final class NotReadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says why, for people, without ids. */
    public NotReadableException(String message) {
        super(message);
    }

    /** Says why, for people, without ids. */
    public NotReadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
