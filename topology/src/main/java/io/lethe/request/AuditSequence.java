package io.lethe.request;

import org.apache.kafka.streams.state.KeyValueStore;

/** Numbers the audit entries of a partition, dense from 0: a gap would be a loss. */
final class AuditSequence {
    private static final String NEXT = "audit-sequence";

    private final KeyValueStore<String, Long> meta;
    private long next;

    AuditSequence(KeyValueStore<String, Long> meta) {
        this.meta = meta;
        Long kept = meta.get(NEXT);
        this.next = kept == null ? 0 : kept;
    }

    /** Takes as many numbers as there are entries; returns the first. */
    long take(int entries) {
        long first = next;
        next += entries;
        meta.put(NEXT, next);
        return first;
    }
}
