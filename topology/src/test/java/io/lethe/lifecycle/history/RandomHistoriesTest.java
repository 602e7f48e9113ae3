package io.lethe.lifecycle.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Rules 1–10 and 12–16 as properties of random histories, beside the naive model.
 *
 * <p>{@code -Dlethe.histories=N} runs N histories (default 400), {@code -Dlethe.history.seed=S} starts from another seed, and one alone with
 * {@code -Dlethe.histories=1}.
 */
class RandomHistoriesTest {
    private static final int LENGTH = 120;

    @Test
    void shouldKeepEveryRuleInRandomHistories() {
        int histories = Integer.getInteger("lethe.histories", 400);
        long seed = Long.getLong("lethe.history.seed", 1);
        Transitions transitions = new Transitions();
        long steps = 0;
        long start = System.nanoTime();
        for (long s = seed; s < seed + histories; s++) {
            steps += run(s, transitions);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "%d random histories from seed %d: %d steps in %.1f s, %.0f steps/s%n",
                histories, seed, steps, took.toMillis() / 1000.0, steps * 1000.0 / Math.max(1, took.toMillis()));
        assertThat(steps).isGreaterThan((long) histories * LENGTH);
    }

    private static int run(long seed, Transitions transitions) {
        History history = History.of(seed, LENGTH);
        List<Stimulus> trace = new ArrayList<>();
        try {
            history.run(transitions, trace);
        } catch (RuntimeException | AssertionError e) {
            report(seed, history, e);
        }
        return trace.size();
    }

    private static void report(long seed, History history, Throwable first) {
        BrokenRule broken = history.broken();
        if (broken == null) {
            throw new AssertionError("seed " + seed + " failed once and not again", first);
        }
        History small = history.shrunk(broken.rule());
        List<Stimulus> trace = new ArrayList<>();
        try {
            small.run(new Transitions(), trace);
        } catch (RuntimeException | AssertionError e) {
            String lines = trace.stream().map(Stimulus::toString).collect(Collectors.joining("\n  "));
            throw new AssertionError(
                    String.format(
                            "seed %d breaks %s%nafter %d steps:%n  %s%n", seed, e.getMessage(), trace.size(), lines),
                    e);
        }
    }
}
