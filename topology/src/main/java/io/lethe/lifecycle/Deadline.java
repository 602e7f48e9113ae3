package io.lethe.lifecycle;

import java.time.Instant;

/**
 * A request's legal deadline.
 *
 * @param dueAt when it must have ended
 * @param extended whether the one extension was used
 * @param warned how many of the configured warnings were given
 * @param missed whether it was missed
 */
public record Deadline(Instant dueAt, boolean extended, int warned, boolean missed) {

    /** Whether it has passed at a time: from {@link #dueAt} on. */
    public boolean isPassedAt(Instant time) {
        return !time.isBefore(dueAt);
    }

    Deadline extendedTo(Instant later) {
        return new Deadline(later, true, 0, false);
    }

    Deadline warnedTimes(int times) {
        return new Deadline(dueAt, extended, times, missed);
    }

    Deadline passed() {
        return new Deadline(dueAt, extended, warned, true);
    }
}
