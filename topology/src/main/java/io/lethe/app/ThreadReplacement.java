package io.lethe.app;

import io.lethe.serde.RegistryRefusedException;
import io.lethe.serde.RegistryUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies: nothing is skipped, a new thread takes up the same inputs, and after too many in too short a time the instance
 * gives up, so that whoever runs it sees it. A schema registry that does not answer, or refuses, is not the engine's fault and not mended by its end: such
 * deaths do not count, and a pause before each keeps them from following each other at once.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final int MOST = 10;
    private static final Duration WITHIN = Duration.ofMinutes(5);
    /** Far below the time-outs of a group's member and of a transaction, which the dying thread still is and has. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int DEEPEST = 50;

    private final Clock clock;
    private final Duration pause;
    private final Deque<Instant> replaced = new ArrayDeque<>();

    ThreadReplacement(Clock clock) {
        this(clock, PAUSE);
    }

    /** As the other, with another pause. */
    ThreadReplacement(Clock clock, Duration pause) {
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable error) {
        if (!isOfRegistry(error)) {
            return count(error);
        }
        LOG.error(
                "A stream thread died because the schema registry does not answer or refuses; what needs it waits. "
                        + "It is replaced after {} and does not count towards giving up: {}",
                pause,
                describe(error));
        // Not in the lock: other threads' deaths are no reason to wait.
        pause();
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void pause() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized StreamThreadExceptionResponse count(Throwable error) {
        Instant now = clock.instant();
        replaced.removeIf(at -> at.isBefore(now.minus(WITHIN)));
        replaced.add(now);
        String what = describe(error);
        if (replaced.size() > MOST) {
            LOG.error("A stream thread died {} times within {}: giving up. Last: {}", MOST, WITHIN, what);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("A stream thread died and is replaced ({} of {} within {}): {}", replaced.size(), MOST, WITHIN, what);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean isOfRegistry(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(ThreadReplacement::isRegistry);
    }

    /** Confluent's serde tells a registry that is away by the cause alone; bytes that end too early are an end of file. */
    private static boolean isRegistry(Throwable error) {
        return error instanceof RegistryUnavailableException
                || error instanceof RegistryRefusedException
                || (error instanceof SerializationException
                        && error.getCause() instanceof IOException
                        && !(error.getCause() instanceof EOFException));
    }

    /** The class alone, and its cause's: messages can carry records. */
    private static String describe(Throwable error) {
        return error.getClass().getName()
                + (error.getCause() == null
                        ? ""
                        : ", caused by " + error.getCause().getClass().getName());
    }
}
