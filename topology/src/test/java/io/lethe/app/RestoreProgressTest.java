package io.lethe.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition SUBJECTS = new TopicPartition("lethe-subjects-changelog", 0);
    private static final TopicPartition TIMERS = new TopicPartition("lethe-timers-changelog", 0);

    private final RestoreProgress progress = new RestoreProgress();

    @Test
    void shouldSayHowMuchIsReadOfWhatIsLeftToRead() {
        progress.onRestoreStart(SUBJECTS, "subjects", 1_000, 4_000);
        progress.onRestoreStart(TIMERS, "timers", 0, 1_000);
        progress.onBatchRestored(SUBJECTS, "subjects", 1_499, 500);
        progress.onBatchRestored(SUBJECTS, "subjects", 1_999, 500);

        assertThat(progress).hasToString("1,000 of 4,000 records of 2 changelogs (25 %)");
    }

    @Test
    void shouldSayNothingWhenAllIsRestoredOrTakenAway() {
        progress.onRestoreStart(SUBJECTS, "subjects", 0, 10);
        progress.onRestoreStart(TIMERS, "timers", 0, 10);
        progress.onRestoreEnd(SUBJECTS, "subjects", 10);
        progress.onRestoreSuspended(TIMERS, "timers", 3);
        progress.onBatchRestored(TIMERS, "timers", 5, 2);

        assertThat(progress).hasToString("nothing");
    }

    @Test
    void shouldNotDivideByAnEmptyChangelog() {
        progress.onRestoreStart(SUBJECTS, "subjects", 7, 7);

        assertThat(progress).hasToString("0 of 0 records of 1 changelogs (100 %)");
    }
}
