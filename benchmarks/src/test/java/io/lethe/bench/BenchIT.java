package io.lethe.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.testing.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurement itself, small: that work is really done, and that a run with something missing or twice is no result. */
class BenchIT {
    private static final int REQUESTS = 100;
    private static final List<String> FAST_START = List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto");

    @TempDir
    private Path directory;

    @Test
    void shouldMoveTheSameWorkThroughLetheAndItsStandbyAndTheLimitAndSeeWhatIsMissing() throws Exception {
        Map<String, String> settings = new HashMap<>(HotStandby.settings());
        settings.put("kafka.consumer.session.timeout.ms", "12000");
        try (TestCluster cluster = TestCluster.start()) {
            Ground ground = new TestGround(cluster, directory);
            KafkaClients clients = new KafkaClients(cluster.bootstrapServers());
            Recording recording;
            try (LetheContender lethe = new LetheContender(ground, "lethe", settings, FAST_START)) {
                Sample sample = lethe.run(Work.erasures(1, REQUESTS));
                assertThat(sample.requests()).isEqualTo(REQUESTS);
                assertThat(sample.requestsPerSecond()).isPositive();
                shouldMiss(lethe, clients);
                recording = Recording.of(lethe, clients, 3);
                shouldGoOnInEachPartition(lethe);
            }
            try (LimitContender limit = new LimitContender(ground, "limit", recording)) {
                assertThat(limit.run(Work.erasures(1, REQUESTS)).requests()).isEqualTo(REQUESTS);
            }
        }
    }

    /** One request of a run is done and the next is not. */
    private static void shouldMiss(LetheContender lethe, KafkaClients clients) throws Exception {
        Work asked = Work.erasures(2, 2);
        var completions = lethe.deployment()
                .partitions(lethe.deployment().config().topics().completions());
        try (EndCheck check = new EndCheck(lethe.deployment(), clients, asked, true);
                Completions none = new Completions(asked, clients, completions)) {
            none.start();
            lethe.run(Work.erasures(2, 1));
            assertThatThrownBy(() -> check.run(none.arrivals())).hasMessageContaining(" completions");
            assertThatThrownBy(() -> check.checkAcks()).hasMessageContaining("10 distinct acks");
            assertThatThrownBy(() -> check.checkAudit()).hasMessageContaining("1 RequestCompleted");
        }
    }

    /** At the end of the instance, which is killed. */
    private static void shouldGoOnInEachPartition(LetheContender lethe) throws Exception {
        List<String> said = new ArrayList<>();
        try (HotStandby standby = HotStandby.start(lethe, FAST_START)) {
            standby.awaitCaughtUp(said::add);
            long begun = System.nanoTime();
            TakeOver takeOver = standby.takeOver(4);
            double all = (System.nanoTime() - begun) / 1e9;

            assertThat(said).last().asString().startsWith("standby caught up");
            assertThat(takeOver.partitions()).isPositive();
            // How long depends on when the last heartbeat came before the kill, which on a busy machine may be any
            // time.
            assertThat(lethe.deployment().sessionTimeout()).hasSeconds(12);
            assertThat(takeOver.nextSeconds()).isPositive().isLessThanOrEqualTo(takeOver.allSeconds());
            assertThat(takeOver.allSeconds()).isLessThan(all);
        }
    }
}
