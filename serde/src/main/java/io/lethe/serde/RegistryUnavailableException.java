package io.lethe.serde;

import org.apache.kafka.common.errors.RetriableException;

/**
 * No registry answered: refused connection, time-out, 5xx or 429 from each configured address. It says nothing about the
 * record at hand, which must not be set aside for it; the same call may succeed later.
 */
public class RegistryUnavailableException extends RetriableException {
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
