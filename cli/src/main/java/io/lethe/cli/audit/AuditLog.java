package io.lethe.cli.audit;

import io.lethe.cli.stack.StackException;
import io.lethe.config.LetheConfig;
import io.lethe.schemas.AuditEntry;
import io.lethe.worker.Clients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;

/** Reads committed entries of the audit topic, for one thread. Entries of one partition come in their order. */
public final class AuditLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int ANSWER_MS = 15_000;

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final Serde<AuditEntry> serde;

    private AuditLog(String topic, Consumer<byte[], byte[]> consumer, Serde<AuditEntry> serde) {
        this.topic = topic;
        this.consumer = consumer;
        this.serde = serde;
    }

    /** Opens the log of a deployment; nothing is read yet. */
    public static AuditLog open(LetheConfig config) {
        var clients = new Clients(config);
        var settings = Map.<String, Object>of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        return new AuditLog(config.topics().audit(), clients.consumer("audit-reader", settings), clients.valueSerde());
    }

    /**
     * Numbers of its partitions, from 0.
     *
     * @throws StackException when the brokers do not answer, or there is no such topic
     */
    public List<Integer> partitions() {
        var partitions =
                describe().stream().map(PartitionInfo::partition).sorted().toList();
        if (partitions.isEmpty()) {
            throw new StackException("There is no topic " + topic
                    + ": is -D lethe.topic.prefix right, and has Lethe run on this cluster?");
        }
        return partitions;
    }

    private List<PartitionInfo> describe() {
        try {
            return consumer.partitionsFor(topic);
        } catch (KafkaException e) {
            throw new StackException("The brokers do not tell of topic " + topic + ": " + e.getMessage(), e);
        }
    }

    /** Reads these partitions from their beginnings. */
    public void seekToBeginning(List<Integer> partitions) {
        assign(partitions);
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Reads these partitions from what comes next. */
    public void seekToEnd(List<Integer> partitions) {
        assign(partitions);
        consumer.seekToEnd(consumer.assignment());
        // Asked for here, where the end is: it would be looked up at the first poll.
        consumer.assignment().forEach(consumer::position);
    }

    /** The entries up to what is committed now that were not read before. */
    public List<AuditEntry> readToEnd() {
        var ends = consumer.endOffsets(consumer.assignment());
        var entries = new ArrayList<AuditEntry>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            entries.addAll(poll());
        }
        return entries;
    }

    /** Entries that have come, after a short wait if there are none. */
    public List<AuditEntry> poll() {
        var entries = new ArrayList<AuditEntry>();
        consumer.poll(POLL).forEach(record -> entries.add(serde.deserializer().deserialize(topic, record.value())));
        return entries;
    }

    @Override
    public void close() {
        consumer.close();
        serde.close();
    }

    private void assign(List<Integer> partitions) {
        consumer.assign(partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList());
    }
}
