package io.lethe.http;

import io.micrometer.core.instrument.MeterRegistry;

/** How downloads went, for metrics: {@code lethe.downloads} by result, and those that came from a second network. */
final class DownloadCounts {
    private static final String DOWNLOADS = "lethe.downloads";

    private final MeterRegistry registry;

    DownloadCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    void granted(boolean otherNetwork) {
        registry.counter(DOWNLOADS, "result", "GRANTED").increment();
        registry.counter("lethe.downloads.other.network").increment(otherNetwork ? 1 : 0);
    }

    void refused(ProblemCode code) {
        registry.counter(DOWNLOADS, "result", code.name()).increment();
    }
}
