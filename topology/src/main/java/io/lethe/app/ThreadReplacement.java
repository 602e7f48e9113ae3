package io.lethe.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies of something unknown: nothing is skipped, a new thread takes up the same inputs, and after too many in
 * too short a time the instance gives up, so that whoever runs it sees it.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final int MOST = 10;
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final Clock clock;
    private final Deque<Instant> replaced = new ArrayDeque<>();

    ThreadReplacement(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable error) {
        Instant now = clock.instant();
        replaced.removeIf(at -> at.isBefore(now.minus(WITHIN)));
        replaced.add(now);
        // The class alone, and its cause's: messages can carry records.
        String what = error.getClass().getName()
                + (error.getCause() == null
                        ? ""
                        : ", caused by " + error.getCause().getClass().getName());
        if (replaced.size() > MOST) {
            LOG.error("A stream thread died {} times within {}: giving up. Last: {}", MOST, WITHIN, what);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("A stream thread died and is replaced ({} of {} within {}): {}", replaced.size(), MOST, WITHIN, what);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
