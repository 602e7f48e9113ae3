package io.lethe.app;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.serde.RegistryRefusedException;
import io.lethe.serde.RegistryUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadReplacementTest {
    private static final int MOST = 10;
    private final Throwable unknown = new StreamsException(new IllegalStateException("unknown"));
    private final Throwable away =
            new StreamsException(new StreamsException(new RegistryUnavailableException("away", new IOException())));

    private Instant now = Instant.EPOCH;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final ThreadReplacement replacement = new ThreadReplacement(clock, Duration.ZERO);

    @Test
    void shouldGiveUpAfterTooManyDeathsInTooShortATime() {
        for (int i = 0; i < MOST; i++) {
            assertThat(replacement.handle(unknown)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(replacement.handle(unknown)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldForgetDeathsThatAreLongAgo() {
        for (int i = 0; i < 3 * MOST; i++) {
            assertThat(replacement.handle(unknown)).isEqualTo(REPLACE_THREAD);
            now = now.plus(Duration.ofSeconds(31));
        }
    }

    @Test
    void shouldWaitForARegistryAsLongAsItIsAway() {
        for (int i = 0; i < 10 * MOST; i++) {
            assertThat(replacement.handle(away)).isEqualTo(REPLACE_THREAD);
        }
        for (int i = 0; i < MOST; i++) {
            assertThat(replacement.handle(unknown)).as("not counted before").isEqualTo(REPLACE_THREAD);
        }
        assertThat(replacement.handle(unknown)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldWaitForARegistryThatRefuses() {
        for (int i = 0; i <= MOST; i++) {
            assertThat(replacement.handle(new StreamsException(new RegistryRefusedException("403"))))
                    .isEqualTo(REPLACE_THREAD);
        }
    }

    @Test
    void shouldKnowARegistryThatAnotherSerdeMisses() {
        Throwable missed = new StreamsException(new SerializationException("id 7", new IOException("refused")));
        Throwable cut = new StreamsException(new SerializationException("id 7", new EOFException()));
        for (int i = 0; i <= MOST; i++) {
            assertThat(replacement.handle(missed)).isEqualTo(REPLACE_THREAD);
        }
        for (int i = 0; i < MOST; i++) {
            replacement.handle(cut);
        }
        assertThat(replacement.handle(cut)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldPauseBeforeItReplacesWhatTheRegistryEnded() {
        Duration pause = Duration.ofMillis(200);
        long began = System.nanoTime();

        new ThreadReplacement(clock, pause).handle(away);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(pause);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotPauseForOtherDeathsNorWhenItIsInterrupted(boolean interrupted) {
        ThreadReplacement patient = new ThreadReplacement(clock, Duration.ofMinutes(8));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }

        assertThat(patient.handle(interrupted ? away : unknown)).isEqualTo(REPLACE_THREAD);
        assertThat(Thread.interrupted()).as("still").isEqualTo(interrupted);
    }
}
