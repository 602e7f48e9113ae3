package io.lethe.bench;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param quick fewer requests and runs: minutes instead of an hour, and rougher figures
 * @param only one part; empty: all
 */
public record Options(boolean quick, Optional<Part> only) {
    private static final int REQUESTS = 30_000;
    private static final int QUICK_REQUESTS = 10_000;
    private static final int RUNS = 3;

    Set<Part> parts() {
        return only.map(EnumSet::of).orElseGet(() -> EnumSet.allOf(Part.class));
    }

    int requests() {
        return quick ? QUICK_REQUESTS : REQUESTS;
    }

    int runs() {
        return RUNS;
    }
}
