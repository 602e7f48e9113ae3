package io.lethe.serde;

import org.apache.kafka.common.errors.SerializationException;

/** A schema that the registry refuses, or that cannot be read with the schema of the generated class. */
public class IncompatibleSchemaException extends SerializationException {
    public IncompatibleSchemaException(String message) {
        super(message);
    }
}
