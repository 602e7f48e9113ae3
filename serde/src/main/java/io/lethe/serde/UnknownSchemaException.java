package io.lethe.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry answered that it does not know this schema id, or this schema under its subject. */
public class UnknownSchemaException extends SerializationException {
    public UnknownSchemaException(String message) {
        super(message);
    }
}
