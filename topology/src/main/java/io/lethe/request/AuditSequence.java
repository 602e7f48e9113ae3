package io.lethe.request;

import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Numbers the audit entries of a partition, dense from 0: a gap would be a loss. Like {@link Subjects} it is written at commits: the number in the store is
 * the one after the last entry of the same transaction.
 */
final class AuditSequence {
    private static final String NEXT = "audit-sequence";

    private final KeyValueStore<String, Long> meta;
    private long next;
    private long written;

    AuditSequence(KeyValueStore<String, Long> meta) {
        this.meta = meta;
        Long kept = meta.get(NEXT);
        this.next = kept == null ? 0 : kept;
        this.written = next;
    }

    /** Takes as many numbers as there are entries; returns the first. */
    long take(int entries) {
        long first = next;
        next += entries;
        return first;
    }

    /** Brings the store up to date. */
    void write() {
        if (written != next) {
            meta.put(NEXT, next);
            written = next;
        }
    }
}
