package io.lethe.config;

import java.time.Duration;

/** Refusals that the records of the configuration share. */
final class Check {
    static final Duration YEAR = Duration.ofDays(365);

    private Check() {}

    static void that(boolean allowed, Setting setting, Object value) {
        if (!allowed) {
            throw ConfigException.badValue(setting, value, setting.expected());
        }
    }

    static void within(int value, int least, int most, Setting setting) {
        that(value >= least && value <= most, setting, value);
    }

    /** Above zero and at most the bound. */
    static void positive(Duration value, Duration most, Setting setting) {
        that(!value.isNegative() && !value.isZero() && value.compareTo(most) <= 0, setting, value);
    }

    /** Zero or more and at most the bound. */
    static void notNegative(Duration value, Duration most, Setting setting) {
        that(!value.isNegative() && value.compareTo(most) <= 0, setting, value);
    }
}
