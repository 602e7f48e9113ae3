package io.lethe.topics;

/** Lethe's topics cannot be used as they are; starting would lose data or order. The message is a table meant for the operator as it stands. */
public final class TopicSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicSetupException(String message) {
        super(message);
    }

    TopicSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
