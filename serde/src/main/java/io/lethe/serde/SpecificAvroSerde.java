package io.lethe.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serde for generated Avro records in the Confluent wire format. Loaded by name it needs {@link #configure}, with the
 * keys of {@link RegistryConfig}, as Confluent's SpecificAvroSerde does.
 */
public class SpecificAvroSerde<T extends SpecificRecord> implements Serde<T> {
    private final SpecificAvroSerializer<T> serializer;
    private final SpecificAvroDeserializer<T> deserializer;

    /** Reads whatever generated class the writer's schema names. Needs {@link #configure}. */
    public SpecificAvroSerde() {
        serializer = new SpecificAvroSerializer<>();
        deserializer = new SpecificAvroDeserializer<>();
    }

    /** For values, ready to use with a client that is shared; refuses records of another class. */
    public SpecificAvroSerde(SchemaRegistryClient client, Class<T> type) {
        serializer = new SpecificAvroSerializer<>(client);
        deserializer = new SpecificAvroDeserializer<>(client, type);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        serializer.configure(configs, isKey);
        deserializer.configure(configs, isKey);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
