package io.lethe.poison;

import io.lethe.schemas.DeadLetter;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What is kept of a record that is set aside: never its payload, key or the error's words, which would outlive the erasure. */
public final class DeadLetters {
    private DeadLetters() {}

    /**
     * The letter for a record.
     *
     * @param topic where it stands, with partition and offset
     * @param poison why it cannot be taken
     * @param at when it was set aside
     */
    public static DeadLetter of(String topic, int partition, long offset, PoisonException poison, Instant at) {
        return new DeadLetter(topic, partition, offset, poison.reason().name(), poison.errorClass(), at);
    }

    /** The letter for the record that a task is processing, with that record's time in milliseconds. */
    public static Record<byte[], DeadLetter> of(RecordMetadata where, PoisonException poison, long at) {
        Instant when = Instant.ofEpochMilli(at);
        return new Record<>(null, of(where.topic(), where.partition(), where.offset(), poison, when), at);
    }
}
