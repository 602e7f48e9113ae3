package io.lethe.bench;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param quick fewer requests, and only what the ratios are of: minutes instead of an hour, and rougher figures
 * @param only one part; empty: all but the soak
 */
public record Options(boolean quick, Optional<Part> only) {
    /** What the ratios are of; the rest takes as long again. */
    private static final Set<Part> QUICK =
            EnumSet.of(Part.LIMIT, Part.LETHE, Part.RIVAL, Part.LATENCY, Part.STATUS, Part.FLAT);

    private static final int RUNS = 3;
    private static final int FEW_OPEN = 10_000;

    Set<Part> parts() {
        return only.map(EnumSet::of)
                .orElse(quick ? EnumSet.copyOf(QUICK) : EnumSet.complementOf(EnumSet.of(Part.SOAK)));
    }

    boolean has(Part part) {
        return parts().contains(part);
    }

    /** Requests of a run. */
    int requests() {
        return quick ? 10_000 : 30_000;
    }

    /**
     * Requests of the run that does not count. The JVMs of Lethe, the limit and the broker go on compiling for some 100,000; a quick run has not the time for
     * so many.
     */
    int warmUp() {
        return quick ? 30_000 : 100_000;
    }

    /** Runs that count, after one that does not. */
    int runs() {
        return RUNS;
    }

    int fewOpen() {
        return FEW_OPEN;
    }

    int manyOpen() {
        return quick ? 100_000 : 1_000_000;
    }

    /** Megabytes of the export. */
    int exportMegabytes() {
        return quick ? 128 : 512;
    }

    /** How long a pace is kept. */
    int paceSeconds() {
        return quick ? 15 : 60;
    }
}
