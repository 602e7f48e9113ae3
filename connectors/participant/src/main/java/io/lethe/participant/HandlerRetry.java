package io.lethe.participant;

import java.time.Duration;

/**
 * How often a failing handler is tried before its task is answered as failed.
 *
 * @param attempts tries altogether, at least 1
 * @param firstPause wait before the second try; doubles with each
 * @param longestPause bound of that wait
 */
record HandlerRetry(int attempts, Duration firstPause, Duration longestPause) {
    HandlerRetry {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is " + attempts + ", expected at least 1");
        }
        if (firstPause.toMillis() < 1 || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("pauses are " + firstPause + " to " + longestPause
                    + ", expected at least PT0.001S, and the longest not below the first");
        }
    }
}
