package io.lethe.poison;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads values of one type, and tells what cannot be read from what cannot be read now. Not thread-safe. */
public final class ValueReader<T extends SpecificRecord> {
    private final Deserializer<? extends SpecificRecord> deserializer;
    private final Class<T> type;

    /** Reads with this deserializer, whatever it gives, and takes only this type. */
    public ValueReader(Deserializer<? extends SpecificRecord> deserializer, Class<T> type) {
        this.deserializer = deserializer;
        this.type = type;
    }

    /**
     * Reads a record's value.
     *
     * @throws PoisonException if there will never be one; a missing value is poison
     * @throws RuntimeException of the deserializer when the registry does not answer: not the record's fault
     */
    public T read(String topic, byte[] value) {
        if (value == null) {
            throw new PoisonException(Poison.NULL_VALUE);
        }
        // The configured serde may give a value of another topic's type, whatever its own type says.
        Object read = deserialize(topic, value);
        if (!type.isInstance(read)) {
            throw new PoisonException(Poison.MALFORMED);
        }
        return type.cast(read);
    }

    private Object deserialize(String topic, byte[] value) {
        try {
            return deserializer.deserialize(topic, value);
        } catch (RuntimeException e) {
            throw Poison.of(e)
                    .<RuntimeException>map(reason -> new PoisonException(reason, e))
                    .orElse(e);
        }
    }
}
