package io.lethe.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which fragments are packed where more came than were announced. A fragment is written as its run's letter and its sequence, in the order of the topic. */
class OneRunTest {
    @Test
    void shouldTakeWhatCameInAnyOrder() throws IOException {
        assertThat(chosen(3, "a2", "a0", "a1")).isEqualTo("a0 a1 a2");
    }

    @Test
    void shouldTakeWhatCameTwiceAndIsTheSame() throws IOException {
        assertThat(chosen(2, "a1", "a0", "a1", "a0")).isEqualTo("a0 a1");
        assertThat(chosen(2, "a0", "a0", "a1", "a1")).isEqualTo("a0 a1");
    }

    @Test
    void shouldTakeTheRunThatFollowsOneThatBrokeOff() throws IOException {
        assertThat(chosen(3, "a0", "a1", "b0", "b1", "b2")).isEqualTo("b0 b1 b2");
        assertThat(chosen(2, "a0", "a1", "a2", "b0", "b1"))
                .as("a longer one before")
                .isEqualTo("b0 b1");
    }

    @Test
    void shouldStayWithTheRunThatWasAnnouncedWhileAnotherComes() throws IOException {
        assertThat(chosen(3, "a0", "a1", "a2", "b0", "b1")).isEqualTo("a0 a1 a2");
        assertThat(chosen(2, "a0", "a1", "b0", "b1", "b2"))
                .as("a longer one after")
                .isEqualTo("a0 a1");
    }

    @Test
    void shouldMixNoTwoRuns() throws IOException {
        assertThat(chosen(2, "a0", "b0", "a1", "b1")).startsWith("FRAGMENTS_CONFLICT");
        assertThat(chosen(3, "b1", "a0", "a1", "a2")).isEqualTo("a0 a1 a2");
        assertThat(chosen(3, "a0", "a1", "b1", "b2")).startsWith("FRAGMENTS_CONFLICT");
    }

    @Test
    void shouldSayHowManyAreMissing() throws IOException {
        assertThat(chosen(3, "a0", "b0")).isEqualTo("fragments are missing: 2 of 3");
    }

    @Test
    void shouldNotTakeANumberThatNobodyCanMeanForMoreThanANumber() throws IOException {
        assertThat(chosen(Long.MAX_VALUE, "a0", "a1", "b1"))
                .isEqualTo("fragments are missing: 9223372036854775805 of 9223372036854775807");
        assertThat(chosen(50_000_000)).isEqualTo("fragments are missing: 50000000 of 50000000");
    }

    private static String chosen(long count, String... onTopic) throws IOException {
        List<Staged> staged = new ArrayList<>();
        for (int offset = onTopic.length - 1; offset >= 0; offset--) {
            staged.add(new Staged(onTopic[offset], Long.parseLong(onTopic[offset].substring(1)), offset));
        }
        OneRun run = OneRun.of(staged, count, Staged::key);
        return run.isThere()
                ? String.join(" ", run.fragments().stream().map(Staged::key).toList())
                : run.problem();
    }
}
