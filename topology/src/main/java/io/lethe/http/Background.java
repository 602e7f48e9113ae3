package io.lethe.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoint's own threads: few that look at everybody who waits, and some that write their answers. */
final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int ANSWERS = 4;
    private static final int TICKS = 3;
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final ExecutorService answers = Executors.newFixedThreadPool(ANSWERS, named("lethe-http-answers"));
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(TICKS, named("lethe-http-ticks"));

    /** Runs what follows on a decision or a change. */
    Executor answers() {
        return answers;
    }

    /** Runs something again and again, whatever it throws. */
    void every(Duration time, Runnable what) {
        Future<?> unused =
                ticks.scheduleWithFixedDelay(() -> run(what), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            // The next time may go well; an exception would end all further ones.
            LOG.error("Looking after waiting callers failed: {}", e.getClass().getName());
        }
    }

    /** Numbered threads that keep no process alive. */
    static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() throws InterruptedException {
        ticks.shutdownNow();
        answers.shutdown();
        if (!answers.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
            answers.shutdownNow();
        }
    }
}
