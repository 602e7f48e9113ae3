package io.lethe.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lethe.cli.Spoken;
import io.lethe.testing.Patience;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerIT {
    @TempDir
    private Path directory;

    @Test
    void shouldKeepItsTopicsAndItsPortAcrossARestart() throws Exception {
        String before;
        try (var dataDir = DataDir.open(directory);
                var broker = Broker.start(dataDir)) {
            before = broker.bootstrapServers();
            createTopic(before);
        }

        try (var dataDir = DataDir.open(directory);
                var broker = Broker.start(dataDir)) {
            assertThat(broker.bootstrapServers()).isEqualTo(before);
            assertThat(topics(before)).contains("kept");
            assertThat(transactionVersion(before)).isEqualTo((short) 2);
        }
    }

    @Test
    void shouldChooseAnotherPortWhenTheOldOneIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                var dataDir = DataDir.open(directory)) {
            Files.writeString(dataDir.of("ports.properties"), "broker=" + taken.getLocalPort());

            try (var broker = Broker.start(dataDir)) {
                assertThat(broker.bootstrapServers()).isNotEqualTo("127.0.0.1:" + taken.getLocalPort());
                assertThat(topics(broker.bootstrapServers())).isEmpty();
            }
        }
    }

    @Test
    void shouldDieWithAParentThatIsKilled() throws Exception {
        var parent = startParent();
        try {
            var said = Spoken.by(parent).line(Patience.MOST);
            var broker = ProcessHandle.of(Long.parseLong(said)).orElseThrow();
            assertThat(broker.isAlive()).isTrue();

            parent.destroyForcibly();

            await().until(() -> !broker.isAlive());
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void shouldShowTheEndOfTheLogWhenItCannotStart() throws Exception {
        try (var dataDir = DataDir.open(directory)) {
            Files.createDirectories(dataDir.of("broker"));
            Files.writeString(dataDir.of("broker").resolve("meta.properties"), "version=1\nnode.id=77\ncluster.id=x\n");

            assertThatThrownBy(() -> Broker.start(dataDir))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("The broker did not start")
                    .hasMessageContaining(dataDir.log("broker").toString())
                    .hasMessageContaining("77");
        }
    }

    private Process startParent() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(List.of(java, "-Xmx64m", BrokerParent.class.getName(), directory.toString()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void createTopic(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (var admin = admin(bootstrapServers)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static Set<String> topics(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (var admin = admin(bootstrapServers)) {
            return admin.listTopics().names().get();
        }
    }

    private static short transactionVersion(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (var admin = admin(bootstrapServers)) {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
            return features.get("transaction.version").maxVersionLevel();
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }
}
