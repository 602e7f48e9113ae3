package io.lethe.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How erasures run.
 *
 * @param gracePeriod between soft and hard delete, where a request says nothing
 * @param verifyAfter between the last hard delete and verification; empty: no verification
 * @param approvalRequired whether an erasure waits for an operator
 */
public record Erasure(Duration gracePeriod, Optional<Duration> verifyAfter, boolean approvalRequired) {
    /** Refuses negative and absurd durations. */
    public Erasure {
        Check.notNegative(gracePeriod, Check.YEAR, Setting.ERASURE_GRACE_PERIOD);
        verifyAfter.ifPresent(wait -> Check.notNegative(wait, Check.YEAR, Setting.ERASURE_VERIFY_AFTER));
    }
}
