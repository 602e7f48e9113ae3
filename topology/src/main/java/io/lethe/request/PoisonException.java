package io.lethe.request;

import io.lethe.stream.Poison;

/** A record that cannot be taken: it becomes a dead letter and the stream goes on. */
final class PoisonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Poison reason;

    PoisonException(Poison reason) {
        this(reason, null);
    }

    PoisonException(Poison reason, Exception cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    Poison reason() {
        return reason;
    }

    /** The error behind it; null where the record itself was readable. */
    Exception error() {
        return (Exception) getCause();
    }
}
