package io.lethe.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.config.LetheConfig;
import io.lethe.testing.TestCluster;
import io.lethe.worker.Clients;
import io.lethe.worker.TestDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicAdminIT {
    private static final TestCluster CLUSTER = TestCluster.start();
    private static final String DAY = "86400000";
    private static final Map<String, String> GOOD =
            Map.of("cleanup.policy", "delete", "retention.ms", "1209600000", "message.timestamp.type", "LogAppendTime");

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void shouldMakeEveryTopicAsTheContractSays() throws Exception {
        var config = TestDeployment.config(CLUSTER);
        var topics = config.topics();

        provision(config);
        provision(config);

        for (var topic : List.of(topics.commands(), topics.acks(), topics.completions(), topics.tombstones())) {
            assertThat(partitions(topic)).isEqualTo(3);
            assertThat(settings(topic))
                    .containsAllEntriesOf(GOOD)
                    .containsEntry("segment.ms", DAY)
                    .containsEntry("min.insync.replicas", "1");
        }
        for (var topic : List.of(topics.fragments(), topics.notifications())) {
            assertThat(settings(topic))
                    .containsEntry("retention.ms", "259200000")
                    .containsEntry("segment.ms", DAY);
        }
        assertThat(partitions(topics.audit())).isEqualTo(3);
        assertThat(settings(topics.audit()))
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1")
                .containsEntry("cleanup.policy", "delete");
        assertThat(partitions(topics.services())).isEqualTo(1);
        assertThat(settings(topics.services())).containsEntry("cleanup.policy", "compact");
        assertThat(settings(topics.deadLetters())).containsEntry("retention.ms", "2592000000");
    }

    @Test
    void shouldMakeTheTopicsOfAService() throws Exception {
        var config = TestDeployment.config(CLUSTER, Map.of("lethe.service.partitions", "2"));

        try (var admin = admin(config)) {
            new TopicAdmin(admin, config).provisionService("orders");
        }

        for (var topic :
                List.of(config.topics().erase("orders"), config.topics().export("orders"))) {
            assertThat(partitions(topic)).isEqualTo(2);
            assertThat(settings(topic)).containsAllEntriesOf(GOOD);
        }
    }

    /** Brokers refuse what says to be more than an hour ahead of them. */
    @Test
    void shouldTakeRowsOfAChangelogFromAHostWhoseClockIsAhead() throws Exception {
        var config = TestDeployment.config(CLUSTER);
        var changelog = config.topics().commands() + "-changelog";
        long ahead = Instant.now().plus(Duration.ofHours(2)).toEpochMilli();
        try (var admin = admin(config);
                var producer = new Clients(config).producer("host", Map.of())) {
            var topic = new NewTopic(changelog, 1, (short) 1).configs(Forgetting.changelogSettings());
            admin.createTopics(List.of(topic)).all().get();

            var row = new ProducerRecord<>(changelog, null, ahead, new byte[] {1}, new byte[0]);

            assertThat(producer.send(row).get().timestamp()).isLessThan(ahead);
        }
    }

    @Test
    void shouldLetSeveralInstancesStartAtOnce() throws Exception {
        var config = TestDeployment.config(CLUSTER);
        var pool = Executors.newFixedThreadPool(3);
        try {
            Callable<Void> start = () -> {
                provision(config);
                return null;
            };
            for (var started : pool.invokeAll(List.of(start, start, start))) {
                assertThatCode(started::get).doesNotThrowAnyException();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "commands, cleanup.policy, compact, delete",
        "acks, cleanup.policy, 'compact,delete', delete",
        "commands, message.timestamp.type, CreateTime, LogAppendTime",
        "acks, retention.ms, 1000, at least 1209600000",
        "audit, retention.ms, 31536000000, at least -1",
        "commands, retention.bytes, 1000000, -1",
        "completions, max.message.bytes, 1000, at least 1048588",
        "services, cleanup.policy, delete, compact"
    })
    void shouldRefuseATopicThatWouldLoseDataOrOrder(String suffix, String setting, String found, String expected) {
        var config = TestDeployment.config(CLUSTER);
        provision(config);
        var topic = config.topics().prefix() + suffix;
        CLUSTER.alterTopic(topic, setting, found);

        assertThatThrownBy(() -> provision(config))
                .isInstanceOf(TopicSetupException.class)
                .hasMessageMatching("(?s).*" + topic + " +" + setting + " +" + found + " +" + expected + "\\n.*")
                .hasMessageContaining("kafka-configs.sh")
                .hasMessageContaining("--entity-name " + topic + " --add-config " + setting + "=");
    }

    @Test
    void shouldOnlyWarnOfWhatLosesNothing() {
        var config = TestDeployment.config(CLUSTER);
        provision(config);
        CLUSTER.alterTopic(config.topics().commands(), "segment.ms", "604800000");
        CLUSTER.alterTopic(config.topics().acks(), "retention.ms", "-1");

        assertThatCode(() -> provision(config)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAnotherNumberOfPartitionsBeforeItMakesAnything() throws Exception {
        var config = TestDeployment.config(CLUSTER);
        CLUSTER.createTopic(config.topics().commands(), 4, GOOD);

        assertThatThrownBy(() -> provision(config))
                .isInstanceOf(TopicSetupException.class)
                .hasMessageMatching("(?s).*" + config.topics().commands() + " +partitions +4 +3\\n.*")
                .hasMessageContaining("lethe.partitions");
        assertThat(CLUSTER.admin().listTopics().names().get())
                .filteredOn(name -> name.startsWith(config.topics().prefix()))
                .containsExactly(config.topics().commands());
    }

    @Test
    void shouldRefuseACatalogueThatHasNoOneOrder() {
        var config = TestDeployment.config(CLUSTER);
        CLUSTER.createTopic(
                config.topics().services(),
                2,
                Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime"));

        assertThatThrownBy(() -> provision(config)).hasMessageContaining("exactly one");
    }

    private static void provision(LetheConfig config) {
        try (var admin = admin(config)) {
            new TopicAdmin(admin, config).provision();
        }
    }

    private static Admin admin(LetheConfig config) {
        return new Clients(config).admin("test");
    }

    private static int partitions(String topic) throws Exception {
        return CLUSTER.admin()
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    private static Map<String, String> settings(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var config =
                CLUSTER.admin().describeConfigs(List.of(resource)).all().get().get(resource);
        return config.entries().stream().collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
