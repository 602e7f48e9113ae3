package io.lethe.bench;

/** What can be measured by itself. */
public enum Part {
    /** Throughput of the pipeline without logic. */
    LIMIT,
    /** Throughput of Lethe. */
    LETHE,
    /** Throughput of PostgreSQL, three ways. */
    RIVAL,
    /** From command to completion at a steady pace. */
    LATENCY,
    /** Status documents per second while requests are being done. */
    STATUS,
    /** Throughput with many open requests against few. */
    FLAT,
    /** From the start of the process until it is ready. */
    START,
    /** From a SIGKILL with many open requests until the next request is done. */
    RECOVERY,
    /** Throughput with every record flushed to disk before it is acknowledged. */
    FLUSH,
    /** One large export through the packager, beside a plain ZIP and bare AES-GCM. */
    EXPORT,
    /** What looking for due timers costs with many open requests against few. */
    TIMERS,
    /** Memory over twenty minutes of steady work; only when asked for by name. */
    SOAK
}
