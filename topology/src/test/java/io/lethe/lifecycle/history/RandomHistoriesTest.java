package io.lethe.lifecycle.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.history.Coverage.Of;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules as properties of random histories, beside the naive model.
 *
 * <p>A build runs the same histories each time, so that it is red or green for everybody; the profile {@code histories} runs more, from a fresh
 * seed that it prints. {@code -Dlethe.histories=N -Dlethe.history.seed=S} runs N histories from seed S, so one alone is run again with N = 1.
 */
class RandomHistoriesTest {
    private static final int LENGTH = 120;
    private static final int HISTORIES = 1_000;
    private static final long FIRST_SEED = 1;

    @Test
    void shouldKeepEveryRuleInRandomHistories() {
        int histories = Integer.getInteger("lethe.histories", HISTORIES);
        long seed = seed();
        Coverage coverage = new Coverage();
        AtomicLong steps = new AtomicLong();
        ConcurrentSkipListMap<Long, Throwable> broken = new ConcurrentSkipListMap<>();
        long start = System.nanoTime();
        LongStream.range(seed, seed + histories)
                .parallel()
                .filter(s -> broken.isEmpty() || s < broken.firstKey())
                .forEach(s -> run(s, coverage, steps, broken));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "%d random histories from seed %d: %d steps in %.1f s, %.0f steps/s%n",
                histories,
                seed,
                steps.get(),
                took.toMillis() / 1000.0,
                steps.get() * 1000.0 / Math.max(1, took.toMillis()));
        System.out.println(coverage);
        if (!broken.isEmpty()) {
            report(broken.firstKey(), broken.firstEntry().getValue());
        }
        if (histories >= HISTORIES) {
            Stream.of(Of.values())
                    .forEach(of -> assertThat(coverage.met(of)).as("met: " + of).isEqualTo(Expected.of(of)));
        }
    }

    private static long seed() {
        String seed = System.getProperty("lethe.history.seed", String.valueOf(FIRST_SEED));
        // Positive and short enough to be read out.
        return seed.equals("fresh") ? new SecureRandom().nextInt(Integer.MAX_VALUE) : Long.parseLong(seed);
    }

    private static void run(
            long seed, Coverage coverage, AtomicLong steps, ConcurrentSkipListMap<Long, Throwable> broken) {
        List<Stimulus> trace = new ArrayList<>();
        try {
            History.of(seed, LENGTH).run(coverage, trace);
            steps.addAndGet(trace.size());
        } catch (RuntimeException | AssertionError e) {
            broken.put(seed, e);
        }
    }

    /** Makes the failing history small and fails with what is left of it. */
    private static void report(long seed, Throwable first) {
        History history = History.of(seed, LENGTH);
        BrokenRule broken = history.broken();
        if (broken == null) {
            throw new AssertionError("seed " + seed + " failed once and not again", first);
        }
        History small = history.shrunk(broken.rule());
        List<Stimulus> trace = new ArrayList<>();
        try {
            small.run(new Coverage(), trace);
        } catch (RuntimeException | AssertionError e) {
            String lines = trace.stream().map(Stimulus::toString).collect(Collectors.joining("\n  "));
            String what = e instanceof BrokenRule ? e.getMessage() : Rule.NO_EXCEPTION + ": " + e;
            throw new AssertionError(
                    String.format("seed %d breaks %s%nafter %d steps:%n  %s%n", seed, what, trace.size(), lines), e);
        }
    }
}
