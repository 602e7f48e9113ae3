package io.lethe.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.keys.ControlTags;
import io.lethe.poison.Limits;
import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.RecordAccess;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceChanged;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records and tells what can be taken. What cannot is poison, but a registry that does not answer is not: it stops the task, and the record
 * is read again.
 */
final class Verifier {
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
        if (value.length > Limits.VALUE) {
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
        Ids.normalize((SpecificRecord) command.getCommand());
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
        Ids.normalize(ack);
        return new Verified.Answer(subject(key), ack);
    }

    private static String subject(byte[] key) {
        if (key == null) {
            throw new PoisonException(Poison.NULL_KEY);
        }
        if (key.length == 0 || key.length > Limits.SUBJECT) {
            throw new PoisonException(Poison.OUT_OF_BOUNDS);
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
        } catch (CharacterCodingException e) {
            throw new PoisonException(Poison.MALFORMED, e);
        }
    }
}
