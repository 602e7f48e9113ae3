package io.lethe.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes a generated record as magic byte 0, its schema's id (4 bytes, big-endian) and Avro binary; null stays null. The
 * subject is {@code <topic>-value} or {@code <topic>-key}. Not thread-safe, as it reuses its buffers.
 */
public class SpecificAvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    private final Map<String, Map<Schema, Target>> targets = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private SchemaRegistryClient client;
    private boolean isKey;
    private BinaryEncoder encoder;
    private String lastTopic;
    private Schema lastSchema;
    private Target lastTarget;

    /** Ready to write a schema under a subject: asking for it costs a call to the registry once. */
    private record Target(int id, DatumWriter<SpecificRecord> writer) {}

    /** Needs {@link #configure}. */
    public SpecificAvroSerializer() {}

    /** For values, ready to use with a client that is shared. */
    public SpecificAvroSerializer(SchemaRegistryClient client) {
        this.client = client;
    }

    static String subject(String topic, boolean isKey) {
        return topic + (isKey ? "-key" : "-value");
    }

    /** Takes the keys of {@link RegistryConfig}; a client given to the constructor is kept. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        this.isKey = isKey;
        if (client == null) {
            client = SchemaRegistryClient.shared(new RegistryConfig(configs));
        }
    }

    /**
     * Writes one record.
     *
     * @throws MalformedRecordException when the record lacks what its schema requires
     * @throws IncompatibleSchemaException when the registry refuses its schema
     * @throws RegistryUnavailableException when the schema's id is not known yet and no registry answers
     */
    @Override
    public byte[] serialize(String topic, T data) {
        if (data == null) {
            return null;
        }
        Target target = target(topic, data);
        try {
            return encode(target, data);
        } catch (IOException | RuntimeException e) {
            encoder = null; // it holds the beginning of the record, and would write that before the next one
            throw new MalformedRecordException("A " + data.getSchema().getFullName() + " for topic " + topic
                    + " cannot be written (" + e.getClass().getSimpleName()
                    + "): a required field is null or a value is not of its field's type.");
        }
    }

    private byte[] encode(Target target, T data) throws IOException {
        out.reset();
        out.write(MAGIC);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write(target.id() >>> shift);
        }
        encoder = EncoderFactory.get().binaryEncoder(out, encoder);
        target.writer().write(data, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** Compares schemas by identity: a generated class has one, and hashing it for each record would cost more than writing. */
    @SuppressWarnings("ReferenceEquality")
    private Target target(String topic, T data) {
        Schema schema = data.getSchema();
        if (schema != lastSchema || !topic.equals(lastTopic)) {
            lastTarget = targets.computeIfAbsent(topic, any -> new IdentityHashMap<>())
                    .computeIfAbsent(schema, any -> prepare(topic, data));
            lastTopic = topic;
            lastSchema = schema;
        }
        return lastTarget;
    }

    private Target prepare(String topic, T data) {
        if (client == null) {
            throw new IllegalStateException("configure() must be called first, with " + RegistryConfig.URL);
        }
        Schema schema = data.getSchema();
        int id = client.idFor(subject(topic, isKey), schema);
        return new Target(id, new SpecificDatumWriter<>(schema, SpecificData.getForClass(data.getClass())));
    }
}
