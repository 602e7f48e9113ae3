package io.lethe.stream;

import io.lethe.schemas.DeadLetter;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Sets a record aside without its payload, key or the error's words: they would outlive the erasure. */
public final class DeadLetters {
    private DeadLetters() {}

    /**
     * The letter for the record that is being processed.
     *
     * @param where topic, partition and offset of the record
     * @param reason why it cannot be taken
     * @param error the error behind it; null: none
     * @param at the record's time, in milliseconds
     */
    public static Record<byte[], DeadLetter> of(RecordMetadata where, Poison reason, Exception error, long at) {
        String errorClass = error == null ? "" : error.getClass().getName();
        DeadLetter letter = new DeadLetter(
                where.topic(), where.partition(), where.offset(), reason.name(), errorClass, Instant.ofEpochMilli(at));
        return new Record<>(null, letter, at);
    }
}
