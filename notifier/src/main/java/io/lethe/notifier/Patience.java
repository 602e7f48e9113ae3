package io.lethe.notifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How long one notification is tried that is not taken for now. It holds those alone that are being tried: one of each partition. */
final class Patience {
    private final Duration most;
    private final Clock clock;
    private final Map<String, Instant> since = new HashMap<>();

    Patience(Duration most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Whether it has been tried for long enough; the first time begins the count. */
    boolean isOver(String notificationId) {
        Instant first = since.computeIfAbsent(notificationId, id -> clock.instant());
        return !clock.instant().isBefore(first.plus(most));
    }

    void forget(String notificationId) {
        since.remove(notificationId);
    }
}
