package io.lethe.app;

/** Lethe cannot start; the message says what is wrong and what to do, for people. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong and what to do. */
    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
