package io.lethe.request;

import org.apache.kafka.streams.state.KeyValueStore;

/** Numbers the audit entries of a partition, dense from 0: a gap would be a loss. */
final class AuditSequence {
    private static final String NEXT = "audit-sequence";

    private final KeyValueStore<String, Long> meta;

    AuditSequence(KeyValueStore<String, Long> meta) {
        this.meta = meta;
    }

    /** Takes as many numbers as there are entries; returns the first. */
    long take(int entries) {
        Long next = meta.get(NEXT);
        long first = next == null ? 0 : next;
        meta.put(NEXT, first + entries);
        return first;
    }
}
