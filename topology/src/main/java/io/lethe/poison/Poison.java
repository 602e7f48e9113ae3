package io.lethe.poison;

import io.lethe.serde.UnknownSchemaException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** Why a record cannot be taken at all; the names stand in dead letters. */
public enum Poison {
    /** No value. */
    NULL_VALUE,
    /** No key, on a record that has to have one. */
    NULL_KEY,
    /** Not the wire format, cut short, too long, or not the type of the topic. */
    MALFORMED,
    /** The registry does not know the schema id. */
    UNKNOWN_SCHEMA,
    /** Larger than the contract allows: record, subject id, identities, texts. */
    OUT_OF_BOUNDS,
    /** An id that has to be a UUID is none. */
    INVALID_ID,
    /** A command that only Lethe may send, without its tag. */
    WRONG_MAC,
    /** On the wrong partition although it was sent on once. */
    MISROUTED,
    /** A piece of an export that no reader of its task can have made. */
    WRONG_TOKEN,
    /** A piece of an export in plain, where that is not allowed. */
    NOT_ENCRYPTED,
    /** Something to tell a subject that nobody takes: there is no such address, or the receiver refuses it for good. */
    UNDELIVERABLE,
    /** A definition of a service that cannot be made active. */
    INVALID_DEFINITION;

    /** What a serde's error says of the record; empty when it says nothing of it, and the same read may work later. Knows Lethe's serde and Confluent's. */
    static Optional<Poison> of(RuntimeException error) {
        if (error instanceof UnknownSchemaException) {
            return Optional.of(UNKNOWN_SCHEMA);
        }
        if (!(error instanceof SerializationException || error instanceof AvroRuntimeException)) {
            return Optional.empty();
        }
        Throwable cause = error.getCause();
        if (cause != null && cause.getClass().getSimpleName().equals("RestClientException")) {
            boolean unknown = String.valueOf(cause.getMessage()).contains("error code: 40403");
            return unknown ? Optional.of(UNKNOWN_SCHEMA) : Optional.empty();
        }
        return isUnreachable(cause) ? Optional.empty() : Optional.of(MALFORMED);
    }

    /** Whether the registry is behind an error and not the record; bytes that end too early are an end of file. */
    private static boolean isUnreachable(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException
                    || (cause instanceof IOException && !(cause instanceof EOFException))) {
                return true;
            }
        }
        return false;
    }
}
