package io.lethe.lifecycle.model;

import io.lethe.lifecycle.Policy;
import io.lethe.schemas.Regulation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The law's calendar, counted with a pencil: UTC, same time of day, a day that the month does not have is its last. */
public final class ModelCalendar {
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private ModelCalendar() {}

    /** GDPR: a month, or three from receipt. CCPA: 45 days, or 90. Other: as configured, or twice that. */
    public static Instant dueAt(Regulation regulation, Instant received, boolean extended, Policy policy) {
        int times = extended ? 2 : 1;
        if (regulation == Regulation.CCPA) {
            return received.plus(Duration.ofHours(45L * 24 * times));
        }
        return regulation == Regulation.GDPR
                ? months(received, extended ? 3 : 1)
                : received.plusMillis(policy.deadlineOther().toMillis() * times);
    }

    private static Instant months(Instant received, int months) {
        ZonedDateTime from = received.atZone(ZoneOffset.UTC);
        int month = from.getMonthValue() - 1 + months;
        int year = from.getYear() + month / 12;
        int last = DAYS[month % 12] + (month % 12 == 1 && isLeap(year) ? 1 : 0);
        int day = Math.min(from.getDayOfMonth(), last);
        return ZonedDateTime.of(year, month % 12 + 1, day, 0, 0, 0, 0, ZoneOffset.UTC)
                .toInstant()
                .plus(Duration.between(from.toLocalDate().atStartOfDay(ZoneOffset.UTC), from));
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** When the hard delete may start: as asked, but early enough for a download, the verification and a day before the deadline. */
    public static Instant graceEndsAt(Instant begin, Duration grace, Instant dueAt, Policy policy) {
        Instant latest = dueAt.minus(policy.downloadWindow())
                .minus(policy.verifyAfter().orElse(Duration.ZERO))
                .minus(Duration.ofDays(1));
        Instant allowed = latest.isAfter(begin) ? latest : begin;
        Instant asked = begin.plus(grace);
        return asked.isBefore(allowed) ? asked : allowed;
    }
}
