package io.lethe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A few callers, each of which asks for the status of one request after the other, as fast as it is answered. */
final class StatusCallers implements AutoCloseable {
    private static final int CALLERS = 4;

    private final List<Asking> askings = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private final List<Future<Long>> answers = new ArrayList<>();
    private long nanos;

    /** How one caller asks. */
    interface Asking extends AutoCloseable {
        /** Whether there is such a request; what else can go wrong is thrown. */
        boolean ask(String requestId) throws Exception;
    }

    /** Each caller has a connection of its own. */
    StatusCallers(Callable<Asking> connect) throws Exception {
        for (int i = 0; i < CALLERS; i++) {
            askings.add(connect.call());
        }
    }

    /** Asks so many times, all callers together, for requests that are there; returns when that is done. */
    void warmUp(Work done, int reads) throws Exception {
        List<Callable<Void>> all = new ArrayList<>();
        for (Asking asking : askings) {
            all.add(() -> {
                for (int i = 0; i < reads / CALLERS; i++) {
                    require(asking, done.requestId(i % done.requests()));
                }
                return null;
            });
        }
        for (Future<Void> each : threads.invokeAll(all)) {
            each.get();
        }
    }

    private static void require(Asking asking, String requestId) throws Exception {
        if (!asking.ask(requestId)) {
            throw new IllegalStateException("request " + requestId + " was there, and is not any more");
        }
    }

    /** Asks from now on for so long, for requests that come in meanwhile. */
    void start(Work work, int seconds) {
        nanos = TimeUnit.SECONDS.toNanos(seconds);
        long begun = System.nanoTime();
        AtomicInteger there = new AtomicInteger();
        for (Asking asking : askings) {
            answers.add(threads.submit(() -> asked(asking, work, there, begun)));
        }
    }

    /** Goes through the requests that are known to be there, in order; and then sees whether the next one is, which alone may be missing. */
    private long asked(Asking asking, Work work, AtomicInteger there, long begun) throws Exception {
        long asked = 0;
        int next = 0;
        while (System.nanoTime() - begun < nanos) {
            boolean known = next < there.get();
            if (known) {
                require(asking, work.requestId(next));
            } else if (!asking.ask(work.requestId(next))) {
                next = 0;
                continue;
            }
            asked++;
            next++;
            there.accumulateAndGet(next, Math::max);
            next %= work.requests();
        }
        return asked;
    }

    /** How often a request was found in a second, all callers together; waits until the time is over. */
    double perSecond() throws Exception {
        long all = 0;
        for (Future<Long> each : answers) {
            all += each.get();
        }
        return all * 1e9 / nanos;
    }

    @Override
    public void close() throws Exception {
        threads.shutdownNow();
        for (Asking asking : askings) {
            asking.close();
        }
    }
}
