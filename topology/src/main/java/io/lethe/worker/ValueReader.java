package io.lethe.worker;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/** Reads values of one type, and tells what cannot be read from what cannot be read now. Not thread-safe. */
public final class ValueReader<T extends SpecificRecord> {
    private final Deserializer<? extends SpecificRecord> deserializer;
    private final Class<T> type;

    /** Reads with this serde, whatever it gives, and takes only this type. */
    public ValueReader(Serde<? extends SpecificRecord> serde, Class<T> type) {
        this.deserializer = serde.deserializer();
        this.type = type;
    }

    /**
     * Reads a record's value; a missing one is poison.
     *
     * @throws org.apache.kafka.common.KafkaException when the registry does not answer: not the record's fault
     */
    public Reading<T> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Reading.of(Poison.of(Poison.NULL_VALUE));
        }
        try {
            Object value = deserializer.deserialize(record.topic(), record.value());
            return type.isInstance(value) ? Reading.of(type.cast(value)) : Reading.of(Poison.of(Poison.MALFORMED));
        } catch (SerializationException e) {
            return Reading.of(Poison.of(e).orElseThrow(() -> e));
        }
    }
}
