package io.lethe.cli.client;

import java.io.IOException;
import java.net.URI;

/** Nothing answered, or not in time: whether the call had an effect is unknown. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(URI base, Exception cause) {
        super("No answer from " + base + " (" + reason(cause) + "): is it running?", cause);
    }

    private static String reason(Exception cause) {
        if (cause instanceof InterruptedException) {
            return "interrupted";
        }
        var name = cause.getClass().getSimpleName();
        return cause instanceof IOException && cause.getMessage() != null ? name + ": " + cause.getMessage() : name;
    }
}
