package io.lethe.worker;

import io.lethe.serde.UnknownSchemaException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Why a record can never be read.
 *
 * @param reason code for the dead letter
 * @param errorClass class of the error, empty where there was none; never its message, which may quote the record
 */
public record Poison(String reason, String errorClass) {
    /** The bytes are not one whole record of the topic's type, or not one that this version can read. */
    public static final String MALFORMED = "MALFORMED";
    /** The registry does not know the record's schema. */
    public static final String UNKNOWN_SCHEMA = "UNKNOWN_SCHEMA";
    /** There is no key. */
    public static final String NULL_KEY = "NULL_KEY";
    /** There is no value. */
    public static final String NULL_VALUE = "NULL_VALUE";
    /** A definition of a service that cannot be made active. */
    public static final String INVALID_DEFINITION = "INVALID_DEFINITION";

    /** Poison without an error behind it. */
    public static Poison of(String reason) {
        return new Poison(reason, "");
    }

    /** What a serde's exception says of the record; empty when it says nothing of it, and the same read may work later. Knows Lethe's serde and Confluent's. */
    static Optional<Poison> of(SerializationException error) {
        if (error instanceof UnknownSchemaException) {
            return poison(UNKNOWN_SCHEMA, error);
        }
        var cause = error.getCause();
        if (cause != null && cause.getClass().getSimpleName().equals("RestClientException")) {
            var unknown = String.valueOf(cause.getMessage()).contains("error code: 40403");
            return unknown ? poison(UNKNOWN_SCHEMA, error) : Optional.empty();
        }
        var unreachable = cause instanceof RetriableException
                || (cause instanceof IOException && !(cause instanceof EOFException));
        return unreachable ? Optional.empty() : poison(MALFORMED, error);
    }

    private static Optional<Poison> poison(String reason, SerializationException error) {
        return Optional.of(new Poison(reason, error.getClass().getName()));
    }
}
