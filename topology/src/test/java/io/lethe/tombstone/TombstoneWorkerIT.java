package io.lethe.tombstone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.lethe.config.LetheConfig;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.TombstoneTask;
import io.lethe.schemas.TombstoneTopic;
import io.lethe.testing.TestCluster;
import io.lethe.testing.TopicReader;
import io.lethe.worker.Clients;
import io.lethe.worker.TestDeployment;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TombstoneWorkerIT {
    private static final TestCluster CLUSTER = TestCluster.start();
    private static final Duration NEVER_FRESH = Duration.ZERO;
    private static final Duration ALWAYS_FRESH = Duration.ofHours(1);

    private LetheConfig config;
    private TopicReader<ServiceAck> acks;
    private TombstoneWorker worker;

    @BeforeEach
    void provision() {
        config = TestDeployment.provisioned(CLUSTER);
        acks = CLUSTER.reader(config.topics().acks(), ServiceAck.class);
    }

    @AfterEach
    void close() {
        worker.close();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void shouldWriteANullToEveryPartitionInEveryFormat() {
        compacted("text", 3);
        compacted("small", 2);
        compacted("big", 1);
        start(NEVER_FRESH);

        send(
                "42",
                task(
                        "crm",
                        1,
                        topic("text", KeyFormat.STRING),
                        topic("small", KeyFormat.INT32),
                        topic("big", KeyFormat.INT64)));

        var ack = acks.await(1).get(0);
        assertThat(ack.key()).isEqualTo("42");
        assertThat(ack.value().getOutcome()).isEqualTo(AckOutcome.DONE);
        assertThat(ack.value().getRecordsAffected()).isEqualTo(6);
        assertTombstones("text", "42".getBytes(UTF_8), 3);
        assertTombstones("small", ByteBuffer.allocate(4).putInt(42).array(), 2);
        assertTombstones("big", ByteBuffer.allocate(8).putLong(42).array(), 1);
    }

    @Test
    void shouldAnswerAsTheTaskSays() {
        compacted("uuid", 1);
        start(NEVER_FRESH);
        var subject = UUID.randomUUID();
        var task = task("crm", 3, topic("uuid", KeyFormat.UUID));

        send(subject.toString(), task);

        var ack = acks.await(1).get(0).value();
        assertThat(ack)
                .extracting(
                        ServiceAck::getTaskId,
                        ServiceAck::getRequestId,
                        ServiceAck::getService,
                        ServiceAck::getAction,
                        ServiceAck::getToken,
                        ServiceAck::getAttempt)
                .containsExactly(task.getTaskId(), task.getRequestId(), "crm", Action.TOMBSTONE, task.getToken(), 3);
        var key = ByteBuffer.allocate(16)
                .putLong(subject.getMostSignificantBits())
                .putLong(subject.getLeastSignificantBits());
        assertTombstones("uuid", key.array(), 1);
    }

    @Test
    void shouldFailForGoodWhenTheIdIsNotOfTheFormatAndWriteNothing() {
        compacted("text", 1);
        compacted("numbers", 1);
        start(NEVER_FRESH);

        send("customer-1", task("crm", 1, topic("text", KeyFormat.STRING), topic("numbers", KeyFormat.INT64)));

        assertThat(acks.await(1).get(0).value())
                .extracting(ServiceAck::getOutcome, ServiceAck::getRetryable, ServiceAck::getReason)
                .containsExactly(AckOutcome.FAILED, false, "KEY_FORMAT");
        assertThat(CLUSTER.reader(name("text"), new ByteArrayDeserializer()).records())
                .isEmpty();
    }

    @Test
    void shouldDelayOnlyTheServiceWhoseTopicWentBadAndResumeWhenItIsMended() {
        compacted("good", 1);
        compacted("gone", 1);
        compacted("denied", 1);
        compacted("kept", 1);
        start(NEVER_FRESH);
        send("s", task("gone", 1, topic("gone", KeyFormat.STRING)));
        acks.await(1);
        CLUSTER.deleteTopic(name("gone"));
        CLUSTER.forbid(name("denied"), AclOperation.WRITE);
        CLUSTER.alterTopic(name("kept"), "cleanup.policy", "delete");

        send("s", task("gone", 2, topic("gone", KeyFormat.STRING)));
        send("s", task("denied", 1, topic("denied", KeyFormat.STRING)));
        send("s", task("kept", 1, topic("kept", KeyFormat.STRING)));
        send("s", task("good", 1, topic("good", KeyFormat.STRING)));

        var later = acks.await(5).subList(1, 5);
        assertThat(later)
                .extracting(ack -> ack.value().getService(), ack -> ack.value().getReason())
                .containsExactlyInAnyOrder(
                        tuple("gone", "TOPIC_MISSING"),
                        tuple("denied", "TOPIC_FORBIDDEN"),
                        tuple("kept", "TOPIC_NOT_COMPACTED"),
                        tuple("good", null));
        assertThat(later)
                .filteredOn(ack -> ack.value().getOutcome() == AckOutcome.FAILED)
                .hasSize(3)
                .allMatch(ack -> ack.value().getRetryable());

        compacted("gone", 2);
        CLUSTER.permit(name("denied"), AclOperation.WRITE);
        CLUSTER.alterTopic(name("kept"), "cleanup.policy", "compact");
        List.of("gone", "denied", "kept").forEach(s -> send("s", task(s, 3, topic(s, KeyFormat.STRING))));
        assertThat(acks.await(8).subList(5, 8)).allMatch(ack -> ack.value().getOutcome() == AckOutcome.DONE);
    }

    @Test
    void shouldBoundWhatATopicCostsThatIsDeletedWhileItIsWrittenTo() {
        compacted("good", 1);
        compacted("gone", 1);
        start(ALWAYS_FRESH);
        send("s", task("gone", 1, topic("gone", KeyFormat.STRING)));
        acks.await(1);
        CLUSTER.deleteTopic(name("gone"));

        var began = Instant.now();
        send("s", task("gone", 2, topic("gone", KeyFormat.STRING)));
        for (int i = 0; i < 20; i++) {
            send("s" + i, task("good", 1, topic("good", KeyFormat.STRING)));
            send("s" + i, task("gone", 2, topic("gone", KeyFormat.STRING)));
        }

        var later = acks.await(42).subList(1, 42);
        // One delivery that gives up takes five seconds: each of the 21 in turn would be far from this.
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(75));
        assertThat(later)
                .filteredOn(ack -> ack.value().getService().equals("good"))
                .hasSize(20)
                .allMatch(ack -> ack.value().getOutcome() == AckOutcome.DONE);
        assertThat(later)
                .filteredOn(ack -> ack.value().getService().equals("gone"))
                .hasSize(21)
                .allMatch(ack -> ack.value().getOutcome() == AckOutcome.FAILED
                        && ack.value().getRetryable());
    }

    @Test
    void shouldSetPoisonAsideAndGoOn() {
        compacted("text", 1);
        var task = task("crm", 1, topic("text", KeyFormat.STRING));
        var outbox = config.topics().tombstones();
        CLUSTER.send(new ProducerRecord<>(outbox, 0, "s".getBytes(UTF_8), new byte[] {0, 0, 0}));
        CLUSTER.send(new ProducerRecord<>(outbox, 0, "s".getBytes(UTF_8), new byte[] {0, 127, 127, 127, 127, 1}));
        CLUSTER.send(new ProducerRecord<>(outbox, 0, "s".getBytes(UTF_8), null));
        CLUSTER.send(outbox, 0, null, task);
        CLUSTER.send(new ProducerRecord<>(outbox, 0, "s".getBytes(UTF_8), ofAnotherType()));
        CLUSTER.send(outbox, 0, "s", task);

        start(NEVER_FRESH);

        assertThat(acks.await(1)).extracting(ack -> ack.value().getTaskId()).containsExactly(task.getTaskId());
        assertThat(CLUSTER.reader(config.topics().deadLetters(), DeadLetter.class)
                        .await(5))
                .extracting(
                        letter -> letter.value().getOffset(),
                        letter -> letter.value().getReason())
                .containsExactly(
                        tuple(0L, "MALFORMED"),
                        tuple(1L, "UNKNOWN_SCHEMA"),
                        tuple(2L, "NULL_VALUE"),
                        tuple(3L, "NULL_KEY"),
                        tuple(4L, "MALFORMED"));
    }

    @Test
    void shouldDoAfterARestartWhatCameMeanwhileAndNothingAgain() {
        compacted("text", 1);
        start(NEVER_FRESH);
        send("a", task("crm", 1, topic("text", KeyFormat.STRING)));
        acks.await(1);
        worker.close();
        send("b", task("crm", 1, topic("text", KeyFormat.STRING)));

        start(NEVER_FRESH);

        assertThat(acks.await(2)).extracting(ack -> ack.key()).containsExactlyInAnyOrder("a", "b");
        assertThat(acks.records()).hasSize(2);
        assertThat(CLUSTER.reader(name("text"), new ByteArrayDeserializer()).records())
                .hasSize(2);
    }

    private byte[] ofAnotherType() {
        try (Serde<DeadLetter> serde = new Clients(config).valueSerde()) {
            return serde.serializer().serialize("another", new DeadLetter("t", 0, 0L, "R", "", Instant.EPOCH));
        }
    }

    private void start(Duration fresh) {
        worker = new TombstoneWorker(config, Clock.systemUTC(), fresh);
        worker.start();
    }

    private void send(String subject, TombstoneTask task) {
        CLUSTER.send(config.topics().tombstones(), subject, task);
    }

    private TombstoneTopic topic(String name, KeyFormat format) {
        return new TombstoneTopic(name(name), format);
    }

    private static TombstoneTask task(String service, int attempt, TombstoneTopic... topics) {
        return new TombstoneTask(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                service,
                1,
                attempt,
                "token-" + service,
                List.of(topics),
                Instant.now());
    }

    private void compacted(String name, int partitions) {
        CLUSTER.createTopic(name(name), partitions, Map.of("cleanup.policy", "compact"));
    }

    private void assertTombstones(String name, byte[] key, int partitions) {
        var all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(name(name), partition))
                .toList();
        var partitionsSeen = new HashSet<Integer>();
        try (var consumer = new Clients(config).consumer("test", Map.of())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            await().pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                    assertThat(record.key()).isEqualTo(key);
                    assertThat(record.value()).isNull();
                    partitionsSeen.add(record.partition());
                });
                return partitionsSeen.size() == partitions;
            });
        }
    }

    private String name(String suffix) {
        return config.deployment().topicPrefix().replace("privacy.", "crm.") + suffix;
    }
}
