package io.lethe.participant;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one poll while they are worked on. The loop's thread asks it how far it is, worker threads settle its
 * entries; an entry is settled once Kafka has the answer.
 */
final class Batch {
    private final Map<TopicPartition, List<Entry>> byPartition = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> ends;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile Throwable failure;

    Batch(ConsumerRecords<byte[], byte[]> records) {
        records.partitions()
                .forEach(partition -> byPartition.put(
                        partition,
                        records.records(partition).stream().map(Entry::new).toList()));
        ends = Map.copyOf(records.nextOffsets());
    }

    /** Every entry, in the order of its partition. */
    List<Entry> entries() {
        return byPartition.values().stream().flatMap(List::stream).toList();
    }

    Set<TopicPartition> partitions() {
        return byPartition.keySet();
    }

    /** No further effect starts, no wait goes on. */
    void stop() {
        stopped.countDown();
    }

    boolean isStopping() {
        return stopped.getCount() == 0;
    }

    /** Waits, unless the batch is stopped meanwhile; true if it is. */
    boolean stoppedWithin(Duration wait) throws InterruptedException {
        return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing works on it any more; a failure means that the participant cannot go on. */
    void finish(Throwable fatal) {
        failure = fatal;
        finished.countDown();
    }

    boolean finishedWithin(Duration wait) throws InterruptedException {
        return finished.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What ended it before its time; null when nothing did. */
    Throwable failure() {
        return failure;
    }

    /** For each partition with progress the offset up to which everything is settled, ready to be committed. */
    Map<TopicPartition, OffsetAndMetadata> settled() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        byPartition.forEach((partition, entries) -> {
            int open = firstOpen(entries);
            if (open > 0) {
                offsets.put(partition, open < entries.size() ? startOf(entries.get(open)) : ends.get(partition));
            }
        });
        return offsets;
    }

    /** For each partition with something left the offset of the first record that is not settled. */
    Map<TopicPartition, Long> unsettled() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        byPartition.forEach((partition, entries) -> {
            int open = firstOpen(entries);
            if (open < entries.size()) {
                offsets.put(partition, entries.get(open).record().offset());
            }
        });
        return offsets;
    }

    private static int firstOpen(List<Entry> entries) {
        int index = 0;
        while (index < entries.size() && entries.get(index).isSettled()) {
            index++;
        }
        return index;
    }

    private static OffsetAndMetadata startOf(Entry entry) {
        return new OffsetAndMetadata(entry.record().offset(), entry.record().leaderEpoch(), "");
    }
}
