package io.lethe.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads what {@link SpecificAvroSerializer} and Confluent's serializers write, into the generated class that the
 * writer's schema names, and takes nothing but one whole record; null stays null. Not thread-safe, as it reuses its
 * decoder.
 */
public class SpecificAvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private static final int HEADER_BYTES = SpecificAvroSerializer.HEADER_BYTES;

    private final Map<Integer, DatumReader<T>> readers = new HashMap<>();
    private SchemaRegistryClient client;
    private Class<?> expected;
    private BinaryDecoder decoder;
    private int lastId = -1;
    private DatumReader<T> lastReader;

    /** Needs {@link #configure}. */
    public SpecificAvroDeserializer() {}

    /** As the other, and refuses records of another class. */
    public SpecificAvroDeserializer(Class<T> expected) {
        this.expected = expected;
    }

    /** Ready to use with a client that is shared. */
    public SpecificAvroDeserializer(SchemaRegistryClient client, Class<T> expected) {
        this.client = client;
        this.expected = expected;
    }

    /** Takes the keys of {@link RegistryConfig}; what was given to the constructor is kept. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        RegistryConfig config = new RegistryConfig(configs);
        if (client == null) {
            client = SchemaRegistryClient.shared(config);
        }
        if (expected == null) {
            expected = config.getClass(isKey ? RegistryConfig.KEY_TYPE : RegistryConfig.VALUE_TYPE);
        }
    }

    /**
     * Reads one record.
     *
     * @throws MalformedRecordException when the bytes are not one whole record of the expected class
     * @throws UnknownSchemaException when the registry does not know the schema id
     * @throws IncompatibleSchemaException when the writer's schema cannot be read as the generated class
     * @throws RegistryUnavailableException when the id is not known yet and no registry answers: not the record's fault
     */
    @Override
    public T deserialize(String topic, byte[] data) {
        if (data == null) {
            return null;
        }
        int id = schemaId(topic, data);
        if (id != lastId) {
            lastReader = readers.computeIfAbsent(id, any -> prepare(topic, id));
            lastId = id;
        }
        return decode(topic, data, id);
    }

    private static int schemaId(String topic, byte[] data) {
        if (data.length < HEADER_BYTES) {
            throw new MalformedRecordException("A record of " + data.length + " bytes on topic " + topic
                    + " is too short for the Confluent wire format: expected byte 0 and a 4-byte schema id.");
        }
        if (data[0] != SpecificAvroSerializer.MAGIC) {
            throw new MalformedRecordException("A record on topic " + topic
                    + " is not in the Confluent wire format: expected byte 0 first, then a 4-byte schema id.");
        }
        return ByteBuffer.wrap(data, 1, HEADER_BYTES - 1).getInt();
    }

    private T decode(String topic, byte[] data, int id) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(data, HEADER_BYTES, data.length - HEADER_BYTES, decoder);
            T value = lastReader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new MalformedRecordException("A record on topic " + topic + " with schema id " + id
                        + " goes on after its end: its bytes were not written with that schema.");
            }
            return value;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException e) {
            throw new MalformedRecordException("A record of " + data.length + " bytes on topic " + topic
                    + " cannot be read with its schema id " + id + " ("
                    + e.getClass().getSimpleName()
                    + "): it is truncated or was not written with that schema.");
        }
    }

    private DatumReader<T> prepare(String topic, int id) {
        if (client == null) {
            throw new IllegalStateException("configure() must be called first, with " + RegistryConfig.URL);
        }
        Schema writer = client.schemaById(id);
        Class<? extends SpecificRecord> type = typeOf(topic, id, writer);
        GeneratedData data = GeneratedData.of(type);
        Schema reader = data.getSchema(type);
        checkReadable(topic, id, writer, reader);
        return new SpecificDatumReader<>(writer, reader, data);
    }

    private Class<? extends SpecificRecord> typeOf(String topic, int id, Schema writer) {
        String name = writer.getType() == Schema.Type.RECORD
                ? writer.getFullName()
                : writer.getType().getName();
        Class<?> named =
                writer.getType() == Schema.Type.RECORD ? new GeneratedData(classLoader()).getClass(writer) : null;
        if (expected != null && named != expected) {
            throw new MalformedRecordException("Schema id " + id + " on topic " + topic + " is " + name + ", expected "
                    + expected.getName() + ".");
        }
        if (named == null) {
            throw new MalformedRecordException("Schema id " + id + " on topic " + topic + " is " + name
                    + ", for which there is no generated class on the class path.");
        }
        return named.asSubclass(SpecificRecord.class);
    }

    private static void checkReadable(String topic, int id, Schema writer, Schema reader) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            var first = result.getResult().getIncompatibilities().get(0);
            throw new IncompatibleSchemaException("Schema id " + id + " on topic " + topic + " (" + writer.getFullName()
                    + ") cannot be read by this version: " + first.getType() + " at " + first.getLocation()
                    + ". Run a version whose schema can read it.");
        }
    }

    private ClassLoader classLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (expected != null) {
            return expected.getClassLoader();
        }
        return context == null ? getClass().getClassLoader() : context;
    }
}
