package io.lethe.config;

import java.time.Duration;

/**
 * How long Lethe waits for a service that says nothing else in its definition.
 *
 * @param timeout wait for the first ack, doubled with each attempt
 * @param maxAttempts how often a task is sent before its step fails
 */
public record Acks(Duration timeout, int maxAttempts) {
    private static final Duration LONGEST = Duration.ofDays(7);

    /** Refuses what a service's definition could not say either. */
    public Acks {
        Check.positive(timeout, LONGEST, Setting.ACK_TIMEOUT);
        Check.within(maxAttempts, 1, 100, Setting.ACK_MAX_ATTEMPTS);
    }
}
