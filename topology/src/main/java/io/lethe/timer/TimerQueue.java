package io.lethe.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The timers of one task.
 *
 * <p>RocksDB's scans walk over deleted rows, so a scan starts at a cursor, the time of the last row removed, and live sentinel rows at intervals
 * end it soon after. The cursor is a time and inclusive: a row of the same time with a smaller id must not be missed. It never runs ahead to the
 * present, and an earlier new row moves it back. What is known of the next due time makes looking when nothing is due free.
 */
public final class TimerQueue {
    /** Distance of sentinels. */
    static final Duration SENTINEL_INTERVAL = Duration.ofMinutes(1);

    private static final byte[] NOTHING = new byte[0];
    private static final String CURSOR = "timer-cursor";
    /** Remembered sentinels only spare look-ups; forgetting them is harmless. */
    private static final int REMEMBERED_SENTINELS = 100_000;

    private final KeyValueStore<Bytes, byte[]> rows;
    private final KeyValueStore<String, Long> meta;
    private final LongSupplier nanoTime;
    private final Set<Long> sentinels = new HashSet<>();
    private long cursor;
    private long nextDue;

    /**
     * Opens the timers of a task.
     *
     * @param rows the store of timers
     * @param meta where the cursor is kept
     * @param nanoTime a clock for the time budget of a drain
     */
    public TimerQueue(KeyValueStore<Bytes, byte[]> rows, KeyValueStore<String, Long> meta, LongSupplier nanoTime) {
        this.rows = rows;
        this.meta = meta;
        this.nanoTime = nanoTime;
        Long kept = meta.get(CURSOR);
        this.cursor = kept == null ? 0 : Math.max(0, kept);
        this.nextDue = cursor;
    }

    /** Sets a subject's timer. */
    public void setSubject(Instant dueAt, String subjectId) {
        put(new TimerKey(millis(dueAt), TimerKey.Kind.SUBJECT, subjectId));
    }

    /** Removes a subject's timer; one that has fired is gone already. */
    public void removeSubject(Instant dueAt, String subjectId) {
        rows.delete(new TimerKey(millis(dueAt), TimerKey.Kind.SUBJECT, subjectId).bytes());
    }

    /** Sets the end of a closed request's summary. */
    public void setSummary(Instant dueAt, String requestId) {
        put(new TimerKey(millis(dueAt), TimerKey.Kind.SUMMARY, requestId));
    }

    /** Times before 1970 would stand behind all others, and the cursor with them: they are due as much at the epoch. */
    private static long millis(Instant dueAt) {
        return Math.max(0, dueAt.toEpochMilli());
    }

    private void put(TimerKey key) {
        rows.put(key.bytes(), NOTHING);
        keepSentinel(key.dueAt());
        nextDue = Math.min(nextDue, key.dueAt());
        if (key.dueAt() < cursor) {
            moveCursor(key.dueAt());
        }
    }

    private void keepSentinel(long dueAt) {
        long interval = SENTINEL_INTERVAL.toMillis();
        long at = dueAt - dueAt % interval;
        if (sentinels.size() >= REMEMBERED_SENTINELS) {
            sentinels.clear();
        }
        // Behind the cursor no scan would ever meet, and remove, it.
        if (at >= cursor && sentinels.add(at)) {
            rows.putIfAbsent(new TimerKey(at, TimerKey.Kind.SENTINEL, "").bytes(), NOTHING);
        }
    }

    /** A row that fired. */
    public interface Sink {
        /** A subject is to be woken. */
        void subject(Instant dueAt, String subjectId);

        /** A closed request's summary has served its time. */
        void summary(String requestId);
    }

    /**
     * Removes rows that are due and hands them on, within a budget: what is left stays for the next call.
     *
     * @param now the time
     * @param most most rows to remove
     * @param longest how long it may take
     * @param sink where they go
     */
    public void drain(Instant now, int most, Duration longest, Sink sink) {
        if (nextDue > now.toEpochMilli() || most <= 0) {
            return;
        }
        long until = nanoTime.getAsLong() + longest.toNanos();
        try (KeyValueIterator<Bytes, byte[]> due = rows.range(TimerKey.from(cursor), null)) {
            drain(due, now.toEpochMilli(), most, until, sink);
        }
    }

    private void drain(KeyValueIterator<Bytes, byte[]> due, long now, int most, long until, Sink sink) {
        long last = cursor;
        int removed = 0;
        nextDue = Long.MAX_VALUE;
        while (due.hasNext() && nextDue == Long.MAX_VALUE) {
            KeyValue<Bytes, byte[]> row = due.next();
            TimerKey key = TimerKey.of(row.key);
            boolean spent = removed >= most || nanoTime.getAsLong() - until > 0;
            if (key.dueAt() > now || spent) {
                nextDue = key.dueAt();
            } else {
                rows.delete(row.key);
                hand(key, sink);
                removed++;
                last = key.dueAt();
            }
        }
        if (last != cursor) {
            moveCursor(last);
        }
    }

    private void hand(TimerKey key, Sink sink) {
        switch (key.kind()) {
            case SENTINEL -> sentinels.remove(key.dueAt());
            case SUBJECT -> sink.subject(Instant.ofEpochMilli(key.dueAt()), key.id());
            case SUMMARY -> sink.summary(key.id());
        }
    }

    private void moveCursor(long to) {
        cursor = to;
        meta.put(CURSOR, to);
    }

    /** Appends a row to the changelog, so that its segments roll and what was deleted is cleaned. */
    public void heartbeat() {
        rows.put(new TimerKey(Long.MAX_VALUE, TimerKey.Kind.SENTINEL, "").bytes(), NOTHING);
    }

    /** Visits every row but sentinels; for tests and checks. */
    void forEach(Consumer<TimerKey> each) {
        try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
            while (all.hasNext()) {
                TimerKey key = TimerKey.of(all.next().key);
                if (key.kind() != TimerKey.Kind.SENTINEL) {
                    each.accept(key);
                }
            }
        }
    }
}
