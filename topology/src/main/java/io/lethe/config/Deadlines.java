package io.lethe.config;

import io.lethe.schemas.Regulation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The legal clock where the law itself does not set it.
 *
 * @param defaultRegulation law of a request that names none
 * @param other deadline of a request under OTHER
 * @param warn how long before a deadline warnings are given, longest first
 */
public record Deadlines(Regulation defaultRegulation, Duration other, List<Duration> warn) {
    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    /** Refuses warnings at or after the deadline; sorts them and drops repeats. */
    public Deadlines {
        Check.positive(other, TEN_YEARS, Setting.DEADLINE_OTHER);
        warn.forEach(before -> Check.positive(before, TEN_YEARS, Setting.DEADLINE_WARN));
        warn = warn.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    }
}
