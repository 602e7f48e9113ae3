package io.lethe.bench;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** When each request of a run was read to be completed. One thread notes, another waits. */
final class Arrivals {
    private static final long STALLED_SECONDS = 120;

    private final Work work;
    private final long[] arrivals;
    private final BitSet seen = new BitSet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger twice = new AtomicInteger();
    private volatile long last = System.nanoTime();

    Arrivals(Work work) {
        this.work = work;
        this.arrivals = new long[work.requests()];
    }

    /** A request's completion was read. */
    void note(int number) {
        if (seen.get(number)) {
            twice.incrementAndGet();
            return;
        }
        seen.set(number);
        last = System.nanoTime();
        arrivals[number] = last;
        count.incrementAndGet();
    }

    /**
     * Waits for the last one.
     *
     * @param reader who notes; what ends it is thrown
     * @return {@link System#nanoTime} at its arrival
     * @throws TimeoutException when none comes for two minutes
     */
    long await(Loop reader) throws InterruptedException, TimeoutException {
        while (count.get() < work.requests()) {
            reader.check();
            if (System.nanoTime() - last > TimeUnit.SECONDS.toNanos(STALLED_SECONDS)) {
                throw new TimeoutException(reader.name() + ": " + count.get() + " of " + work.requests()
                        + " requests completed, and no other for " + STALLED_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return last;
    }

    int count() {
        return count.get();
    }

    /** Completions of requests that had one already. */
    int twice() {
        return twice.get();
    }

    /** By number; {@link System#nanoTime}. */
    long[] times() {
        return arrivals;
    }
}
