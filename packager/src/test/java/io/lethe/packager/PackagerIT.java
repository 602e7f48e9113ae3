package io.lethe.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lethe.config.LetheConfig;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.RequestState;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.FragmentEncryption;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import io.lethe.storage.EncryptedFiles;
import io.lethe.storage.FileStore;
import io.lethe.storage.Place;
import io.lethe.testing.TestCluster;
import io.lethe.testing.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagerIT {
    private static final TestCluster CLUSTER = TestCluster.start();
    private static final String JSON = "application/json";

    @TempDir
    private Path directory;

    private LetheConfig config;
    private Given export;
    private TopicReader<ServiceAck> acks;

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @BeforeEach
    void install() {
        Map<String, String> settings = new HashMap<>();
        settings.put("lethe.bootstrap.servers", CLUSTER.bootstrapServers());
        settings.put("lethe.schema.registry.url", CLUSTER.registryUrl().toString());
        settings.put("lethe.topic.prefix", "t" + UUID.randomUUID() + ".");
        settings.put("lethe.application.id", "lethe-" + UUID.randomUUID());
        settings.put("lethe.keyset.file", directory.resolve("keys").toString());
        settings.put("lethe.export.store", directory.resolve("exports").toString());
        config = LetheConfig.load(settings);
        export = new Given(Keys.load(directory.resolve("keys"), true));
        var topics = config.topics();
        for (String topic : List.of(
                topics.fragments(),
                topics.acks(),
                topics.deadLetters(),
                topics.export(RequestState.PACKAGER),
                topics.erase(RequestState.PACKAGER))) {
            CLUSTER.createTopic(topic, 2);
        }
        acks = CLUSTER.reader(topics.acks(), ServiceAck.class);
    }

    @Test
    void shouldPackWhatArrivesAnswerAndDeleteItAgain() throws IOException {
        try (Packager running = Packager.start(config)) {
            send(export.fragment("orders", 1, "orders", JSON, "{\"id\":2}\n"));
            awaitStaged(1);
            send(export.task(ExportFormat.JSON, Given.done("orders", 2)));
            send(export.fragment("orders", 0, "orders", JSON, "{\"id\":1}\n"));

            ServiceAck packed = acks.await(1).get(0).value();
            assertThat(packed.getService()).isEqualTo(RequestState.PACKAGER);
            assertThat(packed.getOutcome()).isEqualTo(AckOutcome.DONE);
            assertThat(opened().text("orders/orders.json")).contains("\"id\":2");
            assertThat(store().list("")).hasSize(1);
            assertThat(packed.getSizeBytes()).isPositive();
            assertThat(packed.getSha256()).matches("[0-9a-f]{64}");

            CLUSTER.send(config.topics().erase(RequestState.PACKAGER), Given.SUBJECT, export.purge(null));
            assertThat(acks.await(2).get(1).value().getOutcome()).isEqualTo(AckOutcome.DONE);
            assertThat(store().list(Place.FILES)).isEmpty();
            CLUSTER.send(config.topics().erase(RequestState.PACKAGER), Given.SUBJECT, export.verify(Instant.now()));
            assertThat(acks.await(3).get(2).value().getOutcome()).isEqualTo(AckOutcome.NOT_FOUND);

            send(export.fragment("orders", 0, "orders", JSON, "late"));
            ExportFragment next = new Given(export.keys).fragment("orders", 0, "orders", JSON, "{}");
            send(next);
            awaitStaged(1);
            assertThat(store().list(Place.STAGING).get(0).key()).contains(next.getRequestId());
            assertThat(running.termination().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void shouldSetAsideWhatIsNoFragmentOfItsTask() throws IOException {
        TopicReader<DeadLetter> letters = CLUSTER.reader(config.topics().deadLetters(), DeadLetter.class);
        try (Packager running = Packager.start(config)) {
            byte[] plain = "{\"name\":\"Lovelace\"}".getBytes(StandardCharsets.UTF_8);
            send(export.raw("orders", 0, "orders", JSON, FragmentEncryption.NONE, plain));
            CLUSTER.send(
                    config.topics().fragments(), "customer-00043", export.fragment("orders", 1, "orders", JSON, "{}"));
            send(export.fragment("orders", 2, "orders", JSON, "{}"));

            assertThat(letters.await(2))
                    .extracting(letter -> letter.value().getReason())
                    .containsExactlyInAnyOrder("NOT_ENCRYPTED", "WRONG_TOKEN");
            assertThat(letters.await(2))
                    .allSatisfy(letter -> assertThat(letter.key()).isNull());
            awaitStaged(1);
            assertThat(running.termination().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void shouldGoOnWhereAnotherInstanceStopped() throws IOException {
        try (Packager first = Packager.start(config)) {
            send(export.fragment("orders", 0, "orders", JSON, "{\"id\":1}\n"));
            awaitStaged(1);
            assertThat(first.termination().toCompletableFuture()).isNotDone();
        }
        send(export.fragment("orders", 1, "orders", JSON, "{\"id\":2}\n"));
        try (Packager second = Packager.start(config)) {
            awaitStaged(2);
            send(export.task(ExportFormat.CSV, Given.done("orders", 2)));
            assertThat(acks.await(1).get(0).value().getOutcome()).isEqualTo(AckOutcome.DONE);
            assertThat(opened().text("orders/orders.csv")).isEqualTo("id\r\n1\r\n2\r\n");
            assertThat(second.termination().toCompletableFuture()).isNotDone();
        }
    }

    /** Before a task that needs them: it waits for fragments, but not for a worker that is slow to join its group. */
    private void awaitStaged(int fragments) {
        await().until(() -> store().list(Place.STAGING).size() == fragments);
    }

    private void send(ExportFragment fragment) {
        CLUSTER.send(config.topics().fragments(), Given.SUBJECT, fragment);
    }

    private void send(ServiceTask task) {
        CLUSTER.send(config.topics().export(RequestState.PACKAGER), Given.SUBJECT, task);
    }

    private FileStore store() throws IOException {
        return new FileStore(directory.resolve("exports"));
    }

    private Opened opened() throws IOException {
        try (var file = new EncryptedFiles(store(), export.keys.wrap())
                .open(export.place().file(), export.requestId)
                .orElseThrow()) {
            return Opened.of(file.bytes()).checked();
        }
    }
}
