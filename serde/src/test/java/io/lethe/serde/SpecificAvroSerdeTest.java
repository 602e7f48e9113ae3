package io.lethe.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.registry.DevRegistry;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ServiceAck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecificAvroSerdeTest {
    private static final String TOPIC = "privacy.commands";

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
    void shouldReadBackWhatItWrote() {
        SpecificAvroSerde<PrivacyCommand> serde = new SpecificAvroSerde<>(client, PrivacyCommand.class);
        byte[] bytes = serde.serializer().serialize(TOPIC, Samples.command());
        assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(Samples.command());
        assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(Samples.command());
    }

    @Test
    void shouldStartWithMagicAndTheRegisteredId() {
        client.register("other-value", Samples.ack().getSchema());
        byte[] bytes = write(TOPIC, Samples.command());
        int id = client.latest(TOPIC + "-value").orElseThrow().id();
        assertThat(id).isEqualTo(2);
        assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 0, id);
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldLoadByNameLikeConfluents() throws ReflectiveOperationException {
        Serde<SpecificRecord> serde = Utils.newInstance("io.lethe.serde.SpecificAvroSerde", Serde.class);
        serde.configure(Samples.config(registry.url()), true);
        byte[] bytes = serde.serializer().serialize(TOPIC, Samples.ack());
        assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(Samples.ack());
        assertThat(client.latest(TOPIC + "-key")).isPresent();
    }

    @Test
    void shouldKeepNullAsTombstone() {
        SpecificAvroSerde<PrivacyCommand> serde = new SpecificAvroSerde<>(client, PrivacyCommand.class);
        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, (byte[]) null)).isNull();
    }

    @Test
    void shouldWriteDifferentTypesAndTopicsInTurn() {
        client.setCompatibility("a-value", CompatibilityLevel.NONE);
        client.setCompatibility("b-value", CompatibilityLevel.NONE);
        SpecificAvroSerializer<SpecificRecord> serializer = new SpecificAvroSerializer<>(client);
        SpecificAvroDeserializer<SpecificRecord> reader = new SpecificAvroDeserializer<>(client, null);
        for (SpecificRecord sample : Arrays.asList(Samples.ack(), Samples.command(), Samples.ack())) {
            assertThat(reader.deserialize("a", serializer.serialize("a", sample)))
                    .isEqualTo(sample);
            assertThat(reader.deserialize("b", serializer.serialize("b", sample)))
                    .isEqualTo(sample);
        }
    }

    @Test
    void shouldRefuseEveryTruncation() {
        byte[] whole = write(TOPIC, Samples.command());
        SpecificAvroDeserializer<PrivacyCommand> reader = reader(PrivacyCommand.class);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> reader.deserialize(TOPIC, cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(MalformedRecordException.class)
                    .hasNoCause();
        }
        assertThat(reader.deserialize(TOPIC, whole)).isEqualTo(Samples.command());
    }

    @Test
    void shouldRefuseTrailingBytes() {
        byte[] whole = write(TOPIC, Samples.ack());
        assertThatThrownBy(() -> reader(ServiceAck.class).deserialize(TOPIC, Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("goes on after its end")
                .hasMessageContaining(TOPIC);
    }

    @Test
    void shouldRefuseAnotherMagicByte() {
        byte[] bytes = write(TOPIC, Samples.ack());
        bytes[0] = '{';
        assertThatThrownBy(() -> reader(ServiceAck.class).deserialize(TOPIC, bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("expected byte 0");
    }

    @Test
    void shouldNameAnUnknownSchemaId() {
        byte[] bytes = write(TOPIC, Samples.ack());
        ByteBuffer.wrap(bytes).putInt(1, 4711);
        assertThatThrownBy(() -> reader(ServiceAck.class).deserialize(TOPIC, bytes))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("4711")
                .hasMessageContaining(registry.url().toString());
    }

    @Test
    void shouldRefuseARecordOfAnotherType() {
        byte[] bytes = write(TOPIC, Samples.ack());
        assertThatThrownBy(() -> reader(DeadLetter.class).deserialize(TOPIC, bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("io.lethe.schemas.ServiceAck")
                .hasMessageContaining("expected io.lethe.schemas.DeadLetter");
    }

    @Test
    void shouldTakeTheExpectedTypeFromTheConfiguration() {
        Map<String, Object> config = new HashMap<>(Samples.config(registry.url()));
        config.put(RegistryConfig.VALUE_TYPE, "io.lethe.schemas.DeadLetter");
        try (SpecificAvroDeserializer<DeadLetter> reader = new SpecificAvroDeserializer<>()) {
            reader.configure(config, false);
            assertThat(reader.deserialize(TOPIC, write(TOPIC, Samples.deadLetter())))
                    .isEqualTo(Samples.deadLetter());
            assertThatThrownBy(() -> reader.deserialize(TOPIC, write("x", Samples.ack())))
                    .isInstanceOf(MalformedRecordException.class);
        }
    }

    @Test
    void shouldNotFailForMemoryWhenALengthIsALie() throws IOException {
        byte[] bytes = write(TOPIC, Samples.command());
        byte[] huge = {bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], (byte) 0xfe, -1, -1, -1, 0x0f, 'x'};
        assertThatThrownBy(() -> reader(PrivacyCommand.class).deserialize(TOPIC, huge))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void shouldRefuseToWriteAnIncompleteRecordWithoutQuotingIt() {
        ServiceAck incomplete = Samples.ack();
        incomplete.put(4, null);
        assertThatThrownBy(() -> write(TOPIC, incomplete))
                .isInstanceOf(MalformedRecordException.class)
                .hasNoCause()
                .hasMessageContaining("io.lethe.schemas.ServiceAck")
                .hasMessageNotContaining("orders");
    }

    @Test
    void shouldWriteAgainAfterAFailure() {
        SpecificAvroSerializer<ServiceAck> serializer = new SpecificAvroSerializer<>(client);
        ServiceAck incomplete = Samples.ack();
        incomplete.put(4, null);
        assertThatThrownBy(() -> serializer.serialize(TOPIC, incomplete)).isInstanceOf(MalformedRecordException.class);
        assertThat(reader(ServiceAck.class).deserialize(TOPIC, serializer.serialize(TOPIC, Samples.ack())))
                .isEqualTo(Samples.ack());
    }

    @Test
    void shouldOnlyLookUpWhenItMustNotRegister() {
        Map<String, Object> config = new HashMap<>(Samples.config(registry.url()));
        config.put(RegistryConfig.AUTO_REGISTER, "false");
        try (SpecificAvroSerializer<ServiceAck> serializer = new SpecificAvroSerializer<>()) {
            serializer.configure(config, false);
            assertThatThrownBy(() -> serializer.serialize(TOPIC, Samples.ack()))
                    .isInstanceOf(UnknownSchemaException.class)
                    .hasMessageContaining(TOPIC + "-value")
                    .hasMessageContaining("auto.register.schemas=true");
            client.register(TOPIC + "-value", ServiceAck.SCHEMA$);
            assertThat(serializer.serialize(TOPIC, Samples.ack())).startsWith(0, 0, 0, 0, 1);
        }
    }

    @Test
    void shouldSayThatItIsNotConfigured() {
        try (SpecificAvroSerializer<ServiceAck> serializer = new SpecificAvroSerializer<>()) {
            assertThatThrownBy(() -> serializer.serialize(TOPIC, Samples.ack()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("schema.registry.url");
        }
    }

    @Test
    void shouldRefuseToReadGenericRecords() {
        Map<String, Object> config = new HashMap<>(Samples.config(registry.url()));
        config.put(RegistryConfig.SPECIFIC_READER, false);
        assertThatThrownBy(() -> new RegistryConfig(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("specific.avro.reader");
    }

    private <T extends SpecificRecord> SpecificAvroDeserializer<T> reader(Class<T> type) {
        return new SpecificAvroDeserializer<>(client, type);
    }

    private byte[] write(String topic, SpecificRecord record) {
        try (SpecificAvroSerializer<SpecificRecord> serializer = new SpecificAvroSerializer<>(client)) {
            return serializer.serialize(topic, record);
        }
    }
}
