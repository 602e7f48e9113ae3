package io.lethe.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes that are not one whole record of the expected type, or an object that its own schema does not allow. Neither the
 * message nor a cause carries any of the content: Avro's own messages quote it, so only the class of its error is named.
 */
public class MalformedRecordException extends SerializationException {
    public MalformedRecordException(String message) {
        super(message);
    }
}
