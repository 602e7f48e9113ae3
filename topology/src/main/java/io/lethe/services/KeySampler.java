package io.lethe.services;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the keys of a topic's latest records, up to {@value #SAMPLE} over all partitions. */
final class KeySampler {
    private static final int SAMPLE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    KeySampler(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * The sampled keys, without missing ones.
     *
     * @throws org.apache.kafka.common.errors.TopicAuthorizationException when Lethe may not read the topic
     * @throws TimeoutException when the brokers do not answer in time
     */
    List<byte[]> sample(String topic, int partitions) {
        var all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        var consumer = consumers.get();
        try {
            consumer.assign(all);
            var ends = consumer.endOffsets(all, PATIENCE);
            seek(consumer, ends);
            return read(consumer, ends);
        } finally {
            consumer.close(CloseOptions.timeout(PATIENCE));
        }
    }

    private static void seek(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        var each = Math.max(1, SAMPLE / ends.size());
        consumer.beginningOffsets(ends.keySet(), PATIENCE)
                .forEach((partition, begin) -> consumer.seek(partition, Math.max(begin, ends.get(partition) - each)));
    }

    private static List<byte[]> read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        var keys = new ArrayList<byte[]>();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the latest keys could not be read within " + PATIENCE);
            }
            consumer.poll(POLL).forEach(record -> {
                if (record.key() != null) {
                    keys.add(record.key());
                }
            });
        }
        return keys;
    }
}
