package io.lethe.app;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How far the stores of this instance are read back from their changelogs. After a crash that is all of them, and takes as long as there are rows: whoever
 * waits is told how much is left. Told by the threads that restore.
 */
final class RestoreProgress implements StateRestoreListener {
    private final Map<TopicPartition, Changelog> running = new HashMap<>();

    private record Changelog(long records, long read) {}

    @Override
    public synchronized void onRestoreStart(TopicPartition partition, String storeName, long from, long to) {
        running.put(partition, new Changelog(to - from, 0));
    }

    @Override
    public synchronized void onBatchRestored(TopicPartition partition, String storeName, long batchEnd, long records) {
        running.computeIfPresent(
                partition, (any, changelog) -> new Changelog(changelog.records(), changelog.read() + records));
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition partition, String storeName, long total) {
        running.remove(partition);
    }

    /** The partition went to another instance before it was done. */
    @Override
    public synchronized void onRestoreSuspended(TopicPartition partition, String storeName, long total) {
        running.remove(partition);
    }

    /** For people, as {@code 1,234 of 5,678 records of 3 changelogs (21 %)}; {@code nothing} where nothing is. */
    @Override
    public synchronized String toString() {
        long records = running.values().stream().mapToLong(Changelog::records).sum();
        long read = running.values().stream().mapToLong(Changelog::read).sum();
        return running.isEmpty()
                ? "nothing"
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d records of %d changelogs (%d %%)",
                        read,
                        records,
                        running.size(),
                        records == 0 ? 100 : 100 * read / records);
    }
}
