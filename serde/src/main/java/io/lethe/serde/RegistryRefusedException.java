package io.lethe.serde;

import org.apache.kafka.common.KafkaException;

/**
 * The address answered, but not as a schema registry that serves this caller: 401, 403, a redirect, a 404 of some other
 * server, a body that is not JSON. It says nothing about the record at hand, and repeating the call will not help until
 * the configuration or the registry's permissions are put right.
 */
public class RegistryRefusedException extends KafkaException {
    public RegistryRefusedException(String message) {
        super(message);
    }
}
