package io.lethe.participant;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats, for as long as it takes, what fails for reasons that pass: brokers or a registry that do not answer. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final double FACTOR = 2;

    private final IntervalFunction pauses = IntervalFunction.ofExponentialBackoff(FIRST, FACTOR, LONGEST);

    /**
     * Runs it until it succeeds; at least once.
     *
     * @return its result; none when the batch was stopped before
     * @throws Exception the first error that does not pass
     */
    <T> Optional<T> until(Batch batch, Predicate<Throwable> passing, Callable<T> work) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return Optional.of(work.call());
            } catch (RuntimeException e) {
                if (!passing.test(e)) {
                    throw e;
                }
                Duration pause = Duration.ofMillis(pauses.apply(attempt));
                LOG.warn("{}: {}; trying again in {}", e.getClass().getSimpleName(), e.getMessage(), pause);
                if (batch.stoppedWithin(pause)) {
                    return Optional.empty();
                }
            }
        }
    }
}
