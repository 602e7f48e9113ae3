package io.lethe.notifier;

import org.apache.kafka.common.errors.RetriableException;

/** Whoever takes notifications does not take any now: the worker tries again, without end. The message names no record. */
class UnreachableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message) {
        super(message);
    }
}
