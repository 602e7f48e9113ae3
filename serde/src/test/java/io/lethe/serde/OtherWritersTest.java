package io.lethe.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.registry.DevRegistry;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.ServiceAck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records whose writers had another schema than the generated class has. */
class OtherWritersTest {
    private static final String TOPIC = "privacy.acks";

    @TempDir
    Path directory;

    private DevRegistry registry;
    private SchemaRegistryClient client;

    @BeforeEach
    void start() throws IOException {
        registry = DevRegistry.start(directory, 0);
        client = new SchemaRegistryClient(Samples.config(registry.url()));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldReadAnOlderAndANewerWriter() throws IOException {
        Schema older = SchemaBuilder.record("io.lethe.schemas.ServiceAck")
                .fields()
                .requiredString("taskId")
                .requiredString("requestId")
                .requiredString("service")
                .name("action")
                .type(SchemaBuilder.enumeration("io.lethe.schemas.Action").symbols("HARD_DELETE", "SHRED"))
                .noDefault()
                .requiredString("token")
                .name("outcome")
                .type(SchemaBuilder.enumeration("io.lethe.schemas.AckOutcome").symbols("DONE"))
                .noDefault()
                .name("completedAt")
                .type(ServiceAck.SCHEMA$.getField("completedAt").schema())
                .noDefault()
                .optionalString("addedLater")
                .endRecord();
        GenericRecord record = new GenericRecordBuilder(older)
                .set("taskId", "t")
                .set("requestId", "r")
                .set("service", "s")
                .set("action", symbol(older, "action", "SHRED"))
                .set("token", "k")
                .set("outcome", symbol(older, "outcome", "DONE"))
                .set("completedAt", Samples.AT.toEpochMilli())
                .set("addedLater", "ignored")
                .build();
        ServiceAck read = reader(ServiceAck.class).deserialize(TOPIC, writeGeneric(record));
        assertThat(read.getAction()).hasToString("UNKNOWN");
        assertThat(read.getAttempt()).isNull();
        assertThat(read.getCompletedAt()).isEqualTo(Samples.AT);
    }

    @Test
    void shouldSayWhyAWriterCannotBeRead() throws IOException {
        Schema other = SchemaBuilder.record("io.lethe.schemas.DeadLetter")
                .fields()
                .requiredString("topic")
                .endRecord();
        byte[] bytes = writeGeneric(
                new GenericRecordBuilder(other).set("topic", "secret-value").build());
        assertThatThrownBy(() -> reader(DeadLetter.class).deserialize(TOPIC, bytes))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE")
                .hasMessageNotContaining("secret-value");
    }

    @Test
    void shouldRefuseARecordWithoutAGeneratedClass() throws IOException {
        Schema schema = SchemaBuilder.record("java.lang.ProcessBuilder")
                .fields()
                .requiredString("name")
                .endRecord();
        byte[] bytes =
                writeGeneric(new GenericRecordBuilder(schema).set("name", "x").build());
        assertThatThrownBy(() -> reader(null).deserialize(TOPIC, bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("java.lang.ProcessBuilder")
                .hasMessageContaining("no generated class");
    }

    private <T extends SpecificRecord> SpecificAvroDeserializer<T> reader(Class<T> type) {
        return new SpecificAvroDeserializer<>(client, type);
    }

    private byte[] writeGeneric(GenericRecord record) throws IOException {
        int id = client.register("generic-value", record.getSchema());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).putInt(1, id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        return out.toByteArray();
    }

    private static Object symbol(Schema record, String field, String name) {
        return new GenericData.EnumSymbol(record.getField(field).schema(), name);
    }
}
