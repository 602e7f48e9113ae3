package io.lethe.lifecycle;

import io.lethe.schemas.Regulation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Legal deadlines, counted from receipt, in UTC, to the same time of day.
 *
 * <p>GDPR Art. 12(3): one calendar month (31 January: 28 or 29 February), extendable to three months from receipt. CCPA regulations §7021: 45
 * days, extendable to 90. Other: as configured, extendable to twice that.
 */
public final class Deadlines {
    private Deadlines() {}

    /** When a request must have ended. */
    public static Instant dueAt(Regulation regulation, Instant receivedAt, boolean extended, Policy policy) {
        return switch (regulation) {
            case GDPR ->
                receivedAt.atOffset(ZoneOffset.UTC).plusMonths(extended ? 3 : 1).toInstant();
            case CCPA -> receivedAt.plus(Duration.ofDays(extended ? 90 : 45));
            case OTHER -> receivedAt.plus(policy.deadlineOther().multipliedBy(extended ? 2 : 1));
        };
    }

    /**
     * When an erasure's hard delete may start. Grace bends to the law: it leaves room before the deadline for a download window, the
     * verification and a day.
     */
    static Instant graceEndsAt(Instant begin, Duration grace, Instant dueAt, Policy policy) {
        Instant latest = dueAt.minus(policy.downloadWindow())
                .minus(policy.verifyAfter().orElse(Duration.ZERO))
                .minus(Duration.ofDays(1));
        Instant asked = begin.plus(grace);
        Instant allowed = latest.isAfter(begin) ? latest : begin;
        return asked.isBefore(allowed) ? asked : allowed;
    }
}
