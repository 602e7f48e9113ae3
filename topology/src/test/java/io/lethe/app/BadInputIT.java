package io.lethe.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.config.LetheConfig;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.RequestCompleted;
import io.lethe.serde.SchemaRegistryClient;
import io.lethe.serde.SpecificAvroSerializer;
import io.lethe.testing.TestCluster;
import io.lethe.testing.TopicReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers get wrong, on real brokers: it is set aside without its content, and the stream goes on. */
class BadInputIT {
    private static final String SECRET = "customer-00001";
    private static final List<String> SERVICES = List.of("orders");

    @TempDir
    private static Path directory;

    private static TestCluster cluster;
    private static LetheConfig config;
    private static Lethe lethe;
    private static Participants participants;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
        config = LetheConfig.load(Deployments.settings(cluster, directory));
        lethe = Lethe.start(config);
        Deployments.activate(cluster, config, SERVICES);
        participants = new Participants(cluster, config.topics(), SERVICES).start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        participants.close();
        lethe.close();
        cluster.close();
    }

    @Test
    void shouldSetPoisonAsideWithoutItsContentAndGoOn() {
        byte[] key = SECRET.getBytes(UTF_8);
        byte[] good = bytes(Deployments.erasure(UUID.randomUUID().toString()));
        List<Long> offsets = List.of(
                send(key, Arrays.copyOf(good, good.length - 3)),
                send(key, unknownSchema(good)),
                send(key, null),
                send(key, "not avro at all".getBytes(UTF_8)),
                send(new byte[0], good),
                send(new byte[10_000], good),
                send(key, new byte[1_000_000]),
                send(key, bytes(Deployments.erasure("no-uuid"))),
                send(new byte[] {(byte) 0xFF, 1}, good),
                send(null, good));
        String id = UUID.randomUUID().toString();
        cluster.send(config.topics().commands(), SECRET, Deployments.erasure(id));

        awaitCompletion(id);
        try (TopicReader<DeadLetter> letters = cluster.reader(config.topics().deadLetters(), DeadLetter.class)) {
            letters.await(offsets.size());
            assertThat(letters.values())
                    .extracting(DeadLetter::getReason)
                    .containsExactlyInAnyOrder(
                            "MALFORMED",
                            "UNKNOWN_SCHEMA",
                            "NULL_VALUE",
                            "MALFORMED",
                            "OUT_OF_BOUNDS",
                            "OUT_OF_BOUNDS",
                            "OUT_OF_BOUNDS",
                            "INVALID_ID",
                            "MALFORMED",
                            "NULL_KEY");
            assertThat(letters.values())
                    .extracting(DeadLetter::getTopic)
                    .containsOnly(config.topics().commands());
            assertThat(letters.records().toString()).doesNotContain(SECRET);
            assertThat(letters.records()).allSatisfy(r -> assertThat(r.key()).isNull());
        }
    }

    @Test
    void shouldReadACommandWithFieldsThatItDoesNotKnow() throws IOException {
        String id = UUID.randomUUID().toString();
        send("unknown-fields".getBytes(UTF_8), withAnotherField(Deployments.erasure(id), "note"));

        awaitCompletion(id);
    }

    @Test
    void shouldWaitForARegistryThatIsDownAndLoseNothing() throws IOException {
        String known = UUID.randomUUID().toString();
        String unknown = UUID.randomUUID().toString();
        byte[] first = bytes(Deployments.erasure(known));
        byte[] second = withAnotherField(Deployments.erasure(unknown), "later");
        String before = UUID.randomUUID().toString();
        send("registry-up".getBytes(UTF_8), bytes(Deployments.erasure(before)));
        awaitCompletion(before);
        cluster.stopRegistry();
        try {
            send("registry-down-1".getBytes(UTF_8), first);
            awaitCompletion(known);
            send("registry-down-2".getBytes(UTF_8), second);
        } finally {
            cluster.startRegistry();
        }

        awaitCompletion(unknown);
    }

    @Test
    void shouldSayWhatIsWrongWhenTheRegistryIsDownAtStart() {
        var settings = Deployments.settings(cluster, directory.resolve("other"));
        settings.put("lethe.schema.registry.url", "http://127.0.0.1:1");
        assertThatThrownBy(() -> Lethe.start(LetheConfig.load(settings)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("http://127.0.0.1:1")
                .hasMessageContaining("lethe.schema.registry.url");
    }

    private static void awaitCompletion(String requestId) {
        try (var completions = cluster.reader(config.topics().completions(), RequestCompleted.class)) {
            completions.awaitRecord(
                    "completion of " + requestId, r -> r.value().getRequestId().equals(requestId));
        }
    }

    private static long send(byte[] key, byte[] value) {
        return cluster.send(new ProducerRecord<>(config.topics().commands(), key, value))
                .offset();
    }

    private static byte[] bytes(PrivacyCommand command) {
        try (SpecificAvroSerializer<PrivacyCommand> writer = new SpecificAvroSerializer<>()) {
            writer.configure(cluster.clientConfig(), false);
            return writer.serialize(config.topics().commands(), command);
        }
    }

    private static byte[] unknownSchema(byte[] good) {
        byte[] bytes = good.clone();
        ByteBuffer.wrap(bytes).putInt(1, 424_242);
        return bytes;
    }

    /** The command as a caller with a later schema writes it. */
    private static byte[] withAnotherField(PrivacyCommand command, String field) throws IOException {
        Schema old = command.getSchema();
        var fields = SchemaBuilder.record(old.getName())
                .namespace(old.getNamespace())
                .fields();
        for (Schema.Field f : old.getFields()) {
            fields = fields.name(f.name()).type(f.schema()).noDefault();
        }
        Schema later = fields.name(field).type().stringType().stringDefault("").endRecord();
        // Not the shared one, from which the engine would know the id too.
        int id = new SchemaRegistryClient(cluster.clientConfig())
                .register(config.topics().commands() + "-value", later);
        GenericRecord record = new GenericData.Record(later);
        old.getFields().forEach(f -> record.put(f.name(), generic(command, f)));
        record.put(field, "new");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(later, command.getSpecificData()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Object generic(PrivacyCommand command, Schema.Field field) {
        return command.get(field.pos());
    }
}
