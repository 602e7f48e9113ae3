package io.lethe.participant;

import io.lethe.schemas.Action;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import io.lethe.testing.TestCluster;
import io.lethe.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Lethe's topics for one test, under a prefix of their own, and Lethe's side of the conversation. */
final class Installation {
    static final int PARTITIONS = 3;
    static final String SERVICE = "orders";

    private final TestCluster cluster;
    private final String prefix = "t" + UUID.randomUUID() + ".";

    Installation(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Installation with(TestCluster cluster) {
        Installation installation = new Installation(cluster);
        installation.createTaskTopics();
        installation.createAcks();
        cluster.createTopic(installation.deadLetters(), 1);
        cluster.createTopic(installation.fragments(), PARTITIONS);
        return installation;
    }

    void createTaskTopics() {
        cluster.createTopic(tasks(), PARTITIONS);
        cluster.createTopic(prefix + "export." + SERVICE, PARTITIONS);
    }

    void createAcks() {
        cluster.createTopic(acks(), PARTITIONS);
    }

    String tasks() {
        return prefix + "erase." + SERVICE;
    }

    String acks() {
        return prefix + "acks";
    }

    String fragments() {
        return prefix + "export.fragments";
    }

    String deadLetters() {
        return prefix + "dead-letters";
    }

    ParticipantBuilder participant() {
        return Participant.builder(SERVICE)
                .properties(cluster.clientConfig())
                .property("group.id", prefix + SERVICE)
                .topicPrefix(prefix)
                .retry(3, Duration.ofMillis(1), Duration.ofMillis(2));
    }

    ServiceTask send(String subjectId, ServiceTask task) {
        cluster.send(tasks(), subjectId, task);
        return task;
    }

    ServiceTask sendExport(String subjectId, ServiceTask task) {
        cluster.send(prefix + "export." + SERVICE, subjectId, task);
        return task;
    }

    void send(String subjectId, int partition, ServiceTask task) {
        cluster.send(tasks(), partition, subjectId, task);
    }

    void sendRaw(byte[] key, byte[] value) {
        cluster.send(new ProducerRecord<>(tasks(), 0, key, value));
    }

    TopicReader<ServiceAck> ackReader() {
        return cluster.reader(acks(), ServiceAck.class);
    }

    TopicReader<ExportFragment> fragmentReader() {
        return cluster.reader(fragments(), ExportFragment.class);
    }

    TopicReader<DeadLetter> deadLetterReader() {
        return cluster.reader(deadLetters(), DeadLetter.class);
    }

    /** Number of task records that the service's group has not committed. */
    long lag() {
        try {
            var committed = cluster.admin()
                    .listConsumerGroupOffsets(prefix + SERVICE)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (int partition = 0; partition < PARTITIONS; partition++) {
                TopicPartition where = new TopicPartition(tasks(), partition);
                var offset = committed.get(where);
                lag += end(where) - (offset == null ? 0 : offset.offset());
            }
            return lag;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ids of the members of the service's group. */
    List<String> members() {
        try {
            return cluster
                    .admin()
                    .describeConsumerGroups(List.of(prefix + SERVICE))
                    .describedGroups()
                    .get(prefix + SERVICE)
                    .get()
                    .members()
                    .stream()
                    .map(member -> member.consumerId())
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static ServiceTask task(Action action) {
        return task(action, UUID.randomUUID().toString(), 1);
    }

    static ServiceTask task(Action action, String taskId, int attempt) {
        return builder(action, taskId, attempt).build();
    }

    static ServiceTask.Builder builder(Action action, String taskId, int attempt) {
        return ServiceTask.newBuilder()
                .setTaskId(taskId)
                .setRequestId(UUID.randomUUID().toString())
                .setAction(action)
                .setRound(1)
                .setAttempt(attempt)
                .setIdentities(List.of())
                .setParts(List.of())
                .setToken("token-of-" + taskId)
                .setIssuedAt(Instant.ofEpochMilli(1_000))
                .setDueBy(Instant.ofEpochMilli(2_000));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long end(TopicPartition where) throws InterruptedException, ExecutionException {
        return cluster.admin()
                .listOffsets(Map.of(where, OffsetSpec.latest()))
                .partitionResult(where)
                .get()
                .offset();
    }
}
