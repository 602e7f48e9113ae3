package io.lethe.cli.client;

import java.io.IOException;
import java.net.URI;

/** Nothing answered, or not in time. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean mayBeDone;

    UnreachableException(URI base, Exception cause, boolean mayBeDone) {
        super("No answer from " + base + " (" + reason(cause) + "): is it running?", cause);
        this.mayBeDone = mayBeDone;
    }

    /** Whether what was asked for may have been done, or be done yet: false only where nobody took the call. */
    public boolean mayBeDone() {
        return mayBeDone;
    }

    private static String reason(Exception cause) {
        if (cause instanceof InterruptedException) {
            return "interrupted";
        }
        var name = cause.getClass().getSimpleName();
        return cause instanceof IOException && cause.getMessage() != null ? name + ": " + cause.getMessage() : name;
    }
}
