package io.lethe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandbyDirectoriesTest {
    private static final TopicPartition CHANGELOG = new TopicPartition("lethe-subjects-changelog", 3);
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-03-01T10:00:00Z"));

    @TempDir
    Path applicationDirectory;

    private Path task;
    private long nanos;
    private StandbyDirectories directories;

    @BeforeEach
    void open() throws IOException {
        task = Files.createDirectory(applicationDirectory.resolve("0_3"));
        directories = new StandbyDirectories(applicationDirectory, () -> nanos);
        outdate();
    }

    @Test
    void shouldTellWhenAStandbyStoreHasCaughtUp() throws IOException {
        loaded(99_000, 100_002);
        assertThat(isOutdated()).isTrue();

        loaded(100_000, 100_002);
        assertThat(isOutdated()).isFalse();
    }

    @Test
    void shouldTellAtMostOnceAMinute() throws IOException {
        loaded(10, 11);
        outdate();

        nanos += Duration.ofSeconds(59).toNanos();
        loaded(11, 12);
        assertThat(isOutdated()).isTrue();

        nanos += Duration.ofSeconds(1).toNanos();
        loaded(12, 13);
        assertThat(isOutdated()).isFalse();
    }

    @Test
    void shouldNotMindADirectoryThatIsGone() throws IOException {
        Files.delete(task);
        loaded(10, 11);
        assertThat(task).doesNotExist();
    }

    private void loaded(long batchEnd, long changelogEnd) {
        directories.onBatchLoaded(CHANGELOG, "subjects", new TaskId(0, 3), batchEnd, 1, changelogEnd);
    }

    private void outdate() throws IOException {
        Files.setLastModifiedTime(task, LONG_AGO);
    }

    private boolean isOutdated() throws IOException {
        return Files.getLastModifiedTime(task).equals(LONG_AGO);
    }
}
