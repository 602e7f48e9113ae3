package io.lethe.config;

import java.time.Duration;
import java.time.Period;

/**
 * How long Lethe remembers what is closed.
 *
 * @param forgetAfter how long the stub of a closed subject stays: at least what a duplicate command may take
 * @param summary how long the summary of a closed request stays
 */
public record Retention(Duration forgetAfter, Period summary) {
    /** Refuses what would forget at once. */
    public Retention {
        Check.positive(forgetAfter, Check.YEAR, Setting.FORGET_AFTER);
        Check.that(!summary.isNegative() && !summary.isZero(), Setting.SUMMARY_RETENTION, summary);
    }
}
