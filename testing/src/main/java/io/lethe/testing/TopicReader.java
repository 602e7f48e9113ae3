package io.lethe.testing;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Collects a topic's committed records from its start, all partitions, keys as strings. It reads while it is asked, so
 * it belongs to one thread; what it has read stays. A record whose value cannot be read is thrown at the asking test.
 */
public final class TopicReader<V> implements Closeable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final String topic;
    private final KafkaConsumer<String, V> consumer;
    private final List<ConsumerRecord<String, V>> seen = new ArrayList<>();

    TopicReader(String bootstrapServers, String topic, Deserializer<V> values) {
        this.topic = topic;
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false"),
                new StringDeserializer(),
                values);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            consumer.close();
            throw new IllegalArgumentException("topic " + topic + " does not exist");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads up to the end of what is committed now, and gives everything seen so far, in order within each partition. */
    public List<ConsumerRecord<String, V>> records() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
        return Collections.unmodifiableList(seen);
    }

    /** The values of {@link #records}. */
    public List<V> values() {
        return records().stream().map(ConsumerRecord::value).toList();
    }

    /** Waits, as long as {@link Patience} has it, until at least so many records have come. */
    public List<ConsumerRecord<String, V>> await(int count) {
        return await(count + " records", Patience.MOST, records -> records.size() >= count);
    }

    /** Waits, as long as {@link Patience} has it, until a record has come whose value is as wanted, and gives the first one. */
    public ConsumerRecord<String, V> awaitRecord(String what, Predicate<ConsumerRecord<String, V>> wanted) {
        return await(what, Patience.MOST, records -> records.stream().anyMatch(wanted)).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Waits until the records seen so far are as wanted.
     *
     * @param what is waited for, for the message when it does not come
     * @throws AssertionError when it does not come in time; it says how many records did
     */
    public List<ConsumerRecord<String, V>> await(
            String what, Duration patience, Predicate<List<ConsumerRecord<String, V>>> wanted) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(patience)
                    .until(() -> {
                        poll();
                        return wanted.test(Collections.unmodifiableList(seen));
                    });
            return Collections.unmodifiableList(seen);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "topic " + topic + " has " + seen.size() + " records, but not " + what + " after " + patience, e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void poll() {
        consumer.poll(POLL).forEach(seen::add);
    }
}
