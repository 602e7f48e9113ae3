package io.lethe.bench;

/** What can be measured by itself. */
public enum Part {
    /** The pipeline without logic. */
    LIMIT,
    /** Lethe's throughput. */
    LETHE,
    /** What looking for due timers costs with many open requests against few. */
    TIMERS
}
