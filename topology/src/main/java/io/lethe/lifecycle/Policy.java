package io.lethe.lifecycle;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * The deployment's settings that decisions depend on; see the configuration keys of the same names.
 *
 * @param gracePeriod between soft and hard delete
 * @param maxGracePeriod longest that a request may ask for
 * @param verifyAfter between hard delete and VERIFY; empty: no verification
 * @param approvalRequired whether erasures wait for an operator
 * @param downloadWindow how long a finished export holds an erasure back
 * @param exportRetention how long a finished export can be downloaded
 * @param exportWarning how long before the end of a finished export it is announced; not at all where it is kept no longer than that
 * @param ackTimeout before an unanswered task is sent again the first time
 * @param maxAttempts sendings before a step fails
 * @param forgetAfter how long an idle subject's stub stays
 * @param summaryRetention how long a closed request's summary stays
 * @param deadlineOther legal deadline of regulation OTHER
 * @param deadlineWarnings how long before the deadline to warn, longest first
 * @param maxOpen open requests a subject may have
 */
public record Policy(
        Duration gracePeriod,
        Duration maxGracePeriod,
        Optional<Duration> verifyAfter,
        boolean approvalRequired,
        Duration downloadWindow,
        Duration exportRetention,
        Duration exportWarning,
        Duration ackTimeout,
        int maxAttempts,
        Duration forgetAfter,
        Period summaryRetention,
        Duration deadlineOther,
        List<Duration> deadlineWarnings,
        int maxOpen) {

    public Policy {
        deadlineWarnings =
                deadlineWarnings.stream().sorted((a, b) -> b.compareTo(a)).toList();
    }

    /** The values that apply where a deployment says nothing. */
    public static Policy defaults() {
        return new Policy(
                Duration.ofDays(30),
                Duration.ofDays(90),
                Optional.of(Duration.ofDays(1)),
                false,
                Duration.ofDays(3),
                Duration.ofDays(7),
                Duration.ofDays(1),
                Duration.ofMinutes(10),
                8,
                Duration.ofDays(7),
                Period.ofMonths(24),
                Duration.ofDays(30),
                List.of(Duration.ofDays(7), Duration.ofDays(1)),
                20);
    }
}
