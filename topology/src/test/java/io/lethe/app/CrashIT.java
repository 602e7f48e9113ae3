package io.lethe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lethe.config.LetheConfig;
import io.lethe.schemas.RequestCompleted;
import io.lethe.testing.JavaProcess;
import io.lethe.testing.TestCluster;
import io.lethe.testing.TopicReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Lethe is killed in the middle of its work, twice, and nothing is lost, done twice or left out. */
class CrashIT {
    private static final List<String> SERVICES = List.of("orders", "accounts", "mail");
    private static final int ERASURES = 2_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS) // the processes' logs say why it failed
    private Path directory;

    private TestCluster cluster;
    private LetheConfig config;

    @BeforeEach
    void start() {
        // A killed transaction blocks readers until it times out; Lethe's own comes back with the same ids and fences
        // it.
        cluster = TestCluster.start();
        config = LetheConfig.load(Deployments.settings(cluster, directory));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldCompleteEveryRequestOnceAcrossKills() throws InterruptedException {
        Map<String, String> settings = Deployments.settings(cluster, directory);
        settings.put("lethe.ack.timeout", "PT5S");
        settings.put("lethe.ack.max-attempts", "20");
        try (JavaProcess first = JavaProcess.start(Main.class, settings, directory.resolve("first.log"))) {
            awaitTopics();
            Deployments.activate(cluster, config, SERVICES);
            killTwice(first, settings);
        }
        AuditChecks.assertDense(cluster, config);
    }

    private void killTwice(JavaProcess first, Map<String, String> settings) throws InterruptedException {
        try (Participants participants = new Participants(cluster, config.topics(), SERVICES).start();
                var completions = cluster.reader(config.topics().completions(), RequestCompleted.class)) {
            Map<String, String> requests = submit();
            awaitCompletions(completions, ERASURES / 5);
            first.kill();
            try (JavaProcess second = JavaProcess.start(Main.class, settings, directory.resolve("second.log"))) {
                awaitCompletions(completions, ERASURES / 2);
                second.kill();
            }
            try (JavaProcess third = JavaProcess.start(Main.class, settings, directory.resolve("third.log"))) {
                awaitCompletions(completions, ERASURES);
                assertThat(third.stop()).as("exit code of a stop by SIGTERM").isEqualTo(143);
            }
            assertThat(completions.values())
                    .extracting(RequestCompleted::getRequestId)
                    .containsExactlyInAnyOrderElementsOf(requests.keySet());
            SERVICES.forEach(s -> assertThat(participants.erased(s)).containsAll(requests.values()));
        }
    }

    private Map<String, String> submit() {
        Map<String, String> requests = new HashMap<>();
        for (int i = 0; i < ERASURES; i++) {
            String id = UUID.randomUUID().toString();
            requests.put(id, "subject-" + i);
            cluster.send(config.topics().commands(), "subject-" + i, Deployments.erasure(id));
        }
        return requests;
    }

    private void awaitTopics() {
        await().until(() -> cluster.admin()
                .listTopics()
                .names()
                .get()
                .contains(config.topics().deadLetters()));
    }

    private static void awaitCompletions(TopicReader<RequestCompleted> completions, int count) {
        await().until(() -> completions.values().size() >= count);
    }
}
