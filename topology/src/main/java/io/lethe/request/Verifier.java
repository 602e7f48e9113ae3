package io.lethe.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.keys.ControlTags;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.RecordAccess;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceChanged;
import io.lethe.serde.UnknownSchemaException;
import io.lethe.stream.Poison;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads records and tells what can be taken. What cannot is poison, but a registry that does not answer is not: it stops the task, and the record
 * is read again.
 */
final class Verifier {
    /** Largest command or ack, in bytes. */
    static final int MAX_VALUE = 64 * 1024;
    /** Largest subject id, in bytes of UTF-8. */
    static final int MAX_SUBJECT = 512;

    private final RequestTopics topics;
    private final Readers readers;
    private final ControlTags tags;

    Verifier(RequestTopics topics, Readers readers, ControlTags tags) {
        this.topics = topics;
        this.readers = readers;
        this.tags = tags;
    }

    /**
     * Reads a record.
     *
     * @throws PoisonException if it can never be taken
     */
    Verified verify(String topic, byte[] key, byte[] value) {
        if (value == null) {
            throw new PoisonException(Poison.NULL_VALUE);
        }
        if (value.length > MAX_VALUE) {
            throw new PoisonException(Poison.OUT_OF_BOUNDS);
        }
        return topic.equals(topics.commands()) ? command(key, value) : ack(key, value);
    }

    private Verified command(byte[] key, byte[] value) {
        PrivacyCommand command = read(readers.commands(), topics.commands(), value);
        if (command.getCommand() instanceof ServiceChanged change) {
            return change(key, change);
        }
        String subjectId = subject(key);
        Bounds.check(command);
        if (command.getCommand() instanceof RecordAccess access && !tags.valid(subjectId, access)) {
            throw new PoisonException(Poison.WRONG_MAC);
        }
        return new Verified.OfSubject(subjectId, command);
    }

    private Verified change(byte[] key, ServiceChanged change) {
        if (key != null || !tags.valid(change)) {
            throw new PoisonException(Poison.WRONG_MAC);
        }
        return new Verified.Change(change);
    }

    private Verified ack(byte[] key, byte[] value) {
        ServiceAck ack = read(readers.acks(), topics.acks(), value);
        Bounds.check(ack);
        return new Verified.Answer(subject(key), ack);
    }

    private static String subject(byte[] key) {
        if (key == null) {
            throw new PoisonException(Poison.NULL_KEY);
        }
        if (key.length == 0 || key.length > MAX_SUBJECT) {
            throw new PoisonException(Poison.OUT_OF_BOUNDS);
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
        } catch (CharacterCodingException e) {
            throw new PoisonException(Poison.MALFORMED, e);
        }
    }

    private static <T> T read(Deserializer<T> reader, String topic, byte[] value) {
        try {
            T read = reader.deserialize(topic, value);
            if (read == null) {
                throw new PoisonException(Poison.MALFORMED);
            }
            return read;
        } catch (UnknownSchemaException e) {
            throw new PoisonException(Poison.UNKNOWN_SCHEMA, e);
        } catch (SerializationException | AvroRuntimeException e) {
            // Confluent's own deserializer reports a registry that it cannot reach like this.
            if (isInputOutput(e)) {
                throw e;
            }
            throw new PoisonException(Poison.MALFORMED, e);
        }
    }

    private static boolean isInputOutput(Throwable error) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
