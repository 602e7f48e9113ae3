package io.lethe.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.config.LetheConfig;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.RequestCompleted;
import io.lethe.testing.TestCluster;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetheIT {
    private static final List<String> SERVICES = List.of("orders", "accounts");

    private static TestCluster cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startCluster() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldEraseManySubjectsOverSeveralPartitions() throws InterruptedException {
        LetheConfig config = LetheConfig.load(Deployments.settings(cluster, directory));
        Map<String, String> requests = new HashMap<>();
        try (Lethe lethe = Lethe.start(config)) {
            Deployments.activate(cluster, config, SERVICES);
            try (Participants participants = new Participants(cluster, config.topics(), SERVICES).start()) {
                for (int i = 0; i < 300; i++) {
                    String subject = "subject-" + i;
                    String id = UUID.randomUUID().toString();
                    requests.put(id, subject);
                    cluster.send(config.topics().commands(), subject, Deployments.erasure(id));
                }
                // On a wrong partition, as a client with another partitioner would.
                String stray = UUID.randomUUID().toString();
                requests.put(stray, "stray");
                for (int partition = 0; partition < 3; partition++) {
                    cluster.send(config.topics().commands(), partition, "stray", Deployments.erasure(stray));
                }
                try (var completions = cluster.reader(config.topics().completions(), RequestCompleted.class)) {
                    completions.await(requests.size());
                    assertThat(completions.values())
                            .extracting(RequestCompleted::getRequestId)
                            .containsExactlyInAnyOrderElementsOf(requests.keySet());
                    assertThat(completions.values())
                            .extracting(RequestCompleted::getOutcome)
                            .containsOnly(Outcome.COMPLETED);
                }
                SERVICES.forEach(s -> assertThat(participants.erased(s)).containsAll(requests.values()));
            }
            AuditChecks.assertDense(cluster, config);
            try (var letters = cluster.reader(config.topics().deadLetters(), DeadLetter.class)) {
                assertThat(letters.values()).isEmpty();
            }
        }
    }
}
