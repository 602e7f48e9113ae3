package io.lethe.config;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;

/**
 * How long Lethe remembers what is closed.
 *
 * @param forgetAfter how long the stub of a closed subject stays: at least what a duplicate command may take
 * @param summary how long the summary of a closed request stays: at least as long, by it a duplicate is known
 */
public record Retention(Duration forgetAfter, Period summary) {
    /** No year has fewer days than the one from here, and no number of its months fewer than as many from here. */
    private static final LocalDate SHORTEST = LocalDate.of(2025, 2, 1);

    /** Refuses what would forget at once, and a duplicate that comes while the stub is there but the summary is gone: it would be taken for new. */
    public Retention {
        Check.positive(forgetAfter, Check.YEAR, Setting.FORGET_AFTER);
        Check.that(!summary.isNegative() && !summary.isZero(), Setting.SUMMARY_RETENTION, summary);
        Check.that(isAtLeast(summary, forgetAfter), Setting.SUMMARY_RETENTION, summary);
    }

    /** Whether a period is never shorter than a duration of a year at most. */
    private static boolean isAtLeast(Period period, Duration least) {
        return period.toTotalMonths() > 12
                || Duration.ofDays(ChronoUnit.DAYS.between(SHORTEST, SHORTEST.plus(period)))
                                .compareTo(least)
                        >= 0;
    }
}
