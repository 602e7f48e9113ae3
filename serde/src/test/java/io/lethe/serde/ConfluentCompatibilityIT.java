package io.lethe.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.registry.DevRegistry;
import io.lethe.schemas.PrivacyCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecord;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Confluent's own serializers (7.0.1, with their own registry client and their own Avro inside) read what this serde
 * writes and write what it reads, for every record of the contract, through the development registry.
 */
class ConfluentCompatibilityIT {
    private static final int SAMPLES = 50;

    @TempDir
    static Path directory;

    private static DevRegistry registry;
    private static KafkaAvroSerializer theirSerializer;
    private static KafkaAvroDeserializer theirDeserializer;

    @BeforeAll
    static void start() throws IOException {
        registry = DevRegistry.start(directory, 0);
        theirSerializer = new KafkaAvroSerializer();
        theirSerializer.configure(Samples.config(registry.url()), false);
        theirDeserializer = new KafkaAvroDeserializer();
        theirDeserializer.configure(Samples.config(registry.url()), false);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    static Stream<Class<? extends SpecificRecord>> contract() {
        return RandomRecords.contract().stream();
    }

    @ParameterizedTest
    @MethodSource("contract")
    void shouldBeReadAndWrittenByConfluents(Class<? extends SpecificRecord> type) {
        String topic = "there-and-back." + type.getSimpleName();
        SpecificAvroSerde<SpecificRecord> ours = new SpecificAvroSerde<>();
        ours.configure(Samples.config(registry.url()), false);
        for (SpecificRecord sample : RandomRecords.of(type, SAMPLES)) {
            byte[] written = ours.serializer().serialize(topic, sample);
            Object read = theirDeserializer.deserialize(topic, written);
            byte[] rewritten = theirSerializer.serialize(topic + ".again", read);
            assertThat(rewritten).isEqualTo(written);
            assertThat(ours.deserializer().deserialize(topic, rewritten)).isEqualTo(sample);
        }
    }

    @Test
    void shouldShowConfluentsReaderTheSameContent() {
        byte[] written = write("commands", Samples.command());
        GenericRecord command = (GenericRecord) theirDeserializer.deserialize("commands", written);
        GenericRecord erasure = (GenericRecord) command.get("command");
        assertThat(erasure.getSchema().getFullName()).isEqualTo("io.lethe.schemas.RequestErasure");
        assertThat(erasure.get("regulation")).hasToString("GDPR");
        assertThat(erasure.get("receivedAt")).isEqualTo(Samples.AT.toEpochMilli());
        assertThat(erasure.get("identities"))
                .hasToString(
                        "[{\"type\": \"email\", \"value\": \"zoë@example.org\"}, {\"type\": \"phone\", \"value\": \"+49 30 1234\"}]");
    }

    @Test
    void shouldFindWhatConfluentsRegisteredAndTheOtherWayRound() {
        byte[] written = write("shared", Samples.ack());
        Map<String, Object> lookUpOnly = new HashMap<>(Samples.config(registry.url()));
        lookUpOnly.put("auto.register.schemas", "false");
        try (KafkaAvroSerializer theirs = new KafkaAvroSerializer();
                SpecificAvroSerializer<SpecificRecord> ours = new SpecificAvroSerializer<>()) {
            theirs.configure(lookUpOnly, false);
            ours.configure(lookUpOnly, false);
            Object read = theirDeserializer.deserialize("shared", written);
            assertThat(theirs.serialize("shared", read)).isEqualTo(written);
            theirSerializer.serialize("theirs-first", read);
            assertThat(ours.serialize("theirs-first", Samples.ack())).isEqualTo(written);
        }
    }

    @Test
    void shouldReadConfluentsTombstones() {
        byte[] tombstone = theirSerializer.serialize("commands", null);
        assertThat(tombstone).isNull();
        assertThat(new SpecificAvroDeserializer<>(PrivacyCommand.class).deserialize("commands", tombstone))
                .isNull();
    }

    private static byte[] write(String topic, SpecificRecord record) {
        try (SpecificAvroSerializer<SpecificRecord> serializer = new SpecificAvroSerializer<>()) {
            serializer.configure(Samples.config(registry.url()), false);
            return serializer.serialize(topic, record);
        }
    }
}
