package io.lethe.app;

import io.lethe.store.TaskDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Keeps the directories of standby stores that follow their changelogs from counting as outdated. A task that works does so by itself; a standby task runs
 * no code but this. An hourly row comes to each changelog, so that it is called at least that often.
 */
final class StandbyDirectories implements StandbyUpdateListener {
    /** Records behind the end of the changelog with which a store counts as caught up: what one poll brings. */
    private static final long NEAR_THE_END = 1_000;

    private static final long EVERY = Duration.ofMinutes(1).toNanos();

    private final Path applicationDirectory;
    private final LongSupplier nanoTime;
    private final Map<TaskId, Long> told = new ConcurrentHashMap<>();

    /** Directories of tasks stand in {@code applicationDirectory}, named by them. */
    StandbyDirectories(Path applicationDirectory, LongSupplier nanoTime) {
        this.applicationDirectory = applicationDirectory;
        this.nanoTime = nanoTime;
    }

    @Override
    public void onBatchLoaded(
            TopicPartition partition, String store, TaskId task, long batchEnd, long records, long changelogEnd) {
        long now = nanoTime.getAsLong();
        Long last = told.get(task);
        if (changelogEnd - batchEnd <= NEAR_THE_END && (last == null || now - last >= EVERY)) {
            told.put(task, now);
            TaskDirectory.isCurrent(applicationDirectory.resolve(task.toString()));
        }
    }

    @Override
    public void onUpdateStart(TopicPartition partition, String store, long from) {}

    @Override
    public void onUpdateSuspended(
            TopicPartition partition, String store, long offset, long changelogEnd, SuspendReason reason) {}
}
