package io.lethe.cli.stack;

/** A part of the embedded stack cannot start or go on. The message is for the person at the terminal: what, where and what to do. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
