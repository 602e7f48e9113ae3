package io.lethe.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.keys.ControlTags;
import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.RecordAccess;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceChanged;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

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
        PrivacyCommand command = readers.commands().read(topics.commands(), value);
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
        ServiceAck ack = readers.acks().read(topics.acks(), value);
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
}
