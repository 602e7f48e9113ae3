package io.lethe.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lethe.config.LetheConfig;
import io.lethe.keys.ControlTags;
import io.lethe.keys.Keys;
import io.lethe.schemas.Action;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ServiceChanged;
import io.lethe.testing.TestCluster;
import io.lethe.testing.TopicReader;
import io.lethe.worker.TestDeployment;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceActivatorIT {
    private static final TestCluster CLUSTER = TestCluster.start();
    private static final int PARTITIONS = 3;

    private final Keys keys = Keys.generate();
    private LetheConfig config;
    private ServiceRegistry registry;
    private TopicReader<PrivacyCommand> commands;
    private TopicReader<DeadLetter> deadLetters;

    @BeforeEach
    void provision() {
        config = TestDeployment.provisioned(CLUSTER);
        registry = new ServiceRegistry(config);
        commands = CLUSTER.reader(config.topics().commands(), PrivacyCommand.class);
        deadLetters = CLUSTER.reader(config.topics().deadLetters(), DeadLetter.class);
    }

    @AfterEach
    void release() {
        registry.close();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void shouldMakeTheTopicsAndTellEveryPartitionOnce() throws Exception {
        try (var activator = activator()) {
            activator.start();
            var version = registry.publish(orders().build());

            var told = commands.await(PARTITIONS);

            assertThat(told).extracting(record -> record.partition()).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(told).extracting(record -> record.key()).containsOnlyNulls();
            assertThat(told).extracting(record -> record.value().getIssuedBy()).containsOnly("lethe:activator");
            for (var record : told) {
                var change = (ServiceChanged) record.value().getCommand();
                assertThat(change.getVersion()).isEqualTo(version).isEqualTo(1);
                assertThat(change.getDefinition()).isEqualTo(orders().build());
                assertThat(new ControlTags(keys).valid(change)).isTrue();
            }
            assertThat(topics())
                    .contains(config.topics().erase("orders"), config.topics().export("orders"));
            assertThat(activator.health().healthy()).isTrue();
        }
    }

    @Test
    void shouldPublishNothingTwiceOverARestart() {
        try (var activator = activator()) {
            activator.start();
            registry.publish(orders().build());
            commands.await(PARTITIONS);
        }
        try (var again = activator()) {
            again.start();
            registry.publish(
                    Draft.of("crm").with(Action.HARD_DELETE).after("orders").build());
            commands.await(2 * PARTITIONS);

            assertThat(changes())
                    .extracting(ServiceChanged::getName, ServiceChanged::getVersion)
                    .containsOnly(tuple("orders", 1L), tuple("crm", 2L))
                    .hasSize(2 * PARTITIONS);
        }
    }

    @Test
    void shouldLetOneOfTwoInstancesBeActive() {
        try (var one = activator();
                var two = activator()) {
            one.start();
            two.start();
            for (int i = 0; i < 5; i++) {
                registry.publish(Draft.of("s" + i).with(Action.EXPORT).build());
            }
            commands.await(5 * PARTITIONS);
            one.close();
            registry.publish(Draft.of("s5").with(Action.EXPORT).after("s0").build());
            commands.await(6 * PARTITIONS);

            assertThat(changes()).hasSize(6 * PARTITIONS);
            assertThat(deadLetters.values()).isEmpty();
        }
    }

    @Test
    void shouldTellOfARemovalAndRefuseOneThatOthersWaitFor() {
        try (var activator = activator()) {
            activator.start();
            registry.publish(orders().build());
            registry.publish(
                    Draft.of("crm").with(Action.HARD_DELETE).after("orders").build());
            registry.remove("orders");
            registry.remove("crm");
            registry.remove("orders");
            commands.await(4 * PARTITIONS);

            assertThat(changes())
                    .filteredOn(change -> change.getDefinition() == null)
                    .extracting(ServiceChanged::getName, ServiceChanged::getVersion)
                    .containsOnly(tuple("crm", 4L), tuple("orders", 5L));
            assertThat(deadLetters.await(1))
                    .extracting(record -> record.value().getOffset())
                    .containsExactly(2L);
        }
    }

    @Test
    void shouldSetAsideWhatCannotBeActiveAndGoOn() {
        CLUSTER.createTopic(config.topics().prefix() + "x", 1);
        CLUSTER.createTopic(name("deleted"), 1, Map.of("cleanup.policy", "delete"));
        CLUSTER.createTopic(name("numbers"), 1, Map.of("cleanup.policy", "compact"));
        CLUSTER.send(new ProducerRecord<>(name("numbers"), new byte[] {0, 0, 0, 7}, new byte[1]));
        try (var activator = activator()) {
            activator.start();
            registry.publish(Draft.of("a").build());
            registry.publish(
                    Draft.of("b").topic(name("missing"), KeyFormat.STRING).build());
            registry.publish(
                    Draft.of("c").topic(name("deleted"), KeyFormat.STRING).build());
            registry.publish(
                    Draft.of("d").topic(name("numbers"), KeyFormat.STRING).build());
            registry.publish(Draft.of("e").with(Action.EXPORT).after("a").build());
            CLUSTER.send(config.topics().services(), "f", orders().build());
            CLUSTER.send(
                    new ProducerRecord<>(config.topics().services(), null, "g".getBytes(UTF_8), new byte[] {1, 2}));
            registry.publish(
                    Draft.of("fine").topic(name("numbers"), KeyFormat.INT32).build());

            commands.await(PARTITIONS);

            assertThat(changes())
                    .extracting(ServiceChanged::getName)
                    .containsOnly("fine")
                    .hasSize(PARTITIONS);
            assertThat(deadLetters.await(7))
                    .extracting(
                            record -> record.value().getOffset(),
                            record -> record.value().getReason())
                    .containsExactly(
                            tuple(0L, "INVALID_DEFINITION"),
                            tuple(1L, "INVALID_DEFINITION"),
                            tuple(2L, "INVALID_DEFINITION"),
                            tuple(3L, "INVALID_DEFINITION"),
                            tuple(4L, "INVALID_DEFINITION"),
                            tuple(5L, "INVALID_DEFINITION"),
                            tuple(6L, "MALFORMED"));
            assertThat(deadLetters.values())
                    .extracting(DeadLetter::getTopic)
                    .containsOnly(config.topics().services());
            assertThat(topics())
                    .doesNotContain(config.topics().erase("a"), config.topics().erase("fine"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldNameTheTopicThatADefinitionCannotHave() {
        CLUSTER.createTopic(name("deleted"), 1, Map.of("cleanup.policy", "delete"));
        CLUSTER.createTopic(name("text"), 2, Map.of("cleanup.policy", "compact"));
        CLUSTER.createTopic(name("secret"), 1, Map.of("cleanup.policy", "compact"));
        CLUSTER.send(new ProducerRecord<>(name("text"), 1, "customer-1".getBytes(UTF_8), new byte[1]));
        CLUSTER.forbid(name("secret"), AclOperation.WRITE);
        var definition = Draft.of("crm")
                .topic(name("missing"), KeyFormat.STRING)
                .topic(name("deleted"), KeyFormat.STRING)
                .topic(name("text"), KeyFormat.INT64)
                .topic(name("secret"), KeyFormat.STRING)
                .topic(name("text") + "-2", KeyFormat.STRING)
                .build();
        CLUSTER.createTopic(name("text") + "-2", 1, Map.of("cleanup.policy", "compact,delete"));

        try (var checks = new ServiceChecks(config)) {
            assertThat(checks.check(definition, Map.of()))
                    .extracting(Problem::field, problem -> problem.message().contains(name("")))
                    .containsExactly(
                            tuple("tombstoneTopics[0].topic", true),
                            tuple("tombstoneTopics[1].topic", true),
                            tuple("tombstoneTopics[2].keyFormat", true),
                            tuple("tombstoneTopics[3].topic", true));
            assertThat(checks.check(definition, Map.of()).toString())
                    .contains(name("missing") + " does not exist")
                    .contains(name("deleted") + " does not have compact")
                    .contains("1 of 1 sampled keys are not INT64")
                    .contains("may not describe topic " + name("secret"));
        }
    }

    @Test
    void shouldRefuseAServiceWhoseOwnTopicsWouldLoseItsTasks() {
        CLUSTER.createTopic(config.topics().erase("orders"), 1, Map.of("cleanup.policy", "compact"));

        try (var checks = new ServiceChecks(config)) {
            assertThat(checks.check(orders().build(), Map.of()).toString())
                    .contains("name: ")
                    .contains(config.topics().erase("orders"))
                    .contains("cleanup.policy");
        }
    }

    private ServiceActivator activator() {
        return new ServiceActivator(config, keys, Clock.systemUTC());
    }

    private List<ServiceChanged> changes() {
        return commands.values().stream()
                .map(command -> (ServiceChanged) command.getCommand())
                .toList();
    }

    private String name(String suffix) {
        return config.deployment().topicPrefix().replace("privacy.", "crm.") + suffix;
    }

    private static Draft orders() {
        return Draft.of("orders").with(Action.HARD_DELETE, Action.VERIFY);
    }

    private static Set<String> topics() throws Exception {
        return CLUSTER.admin().listTopics().names().get();
    }
}
