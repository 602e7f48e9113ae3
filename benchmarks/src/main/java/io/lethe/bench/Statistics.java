package io.lethe.bench;

import java.util.Collection;
import java.util.List;

/** Figures of several runs. */
final class Statistics {
    private Statistics() {}

    /** The middle one; of an even number, the mean of the two in the middle. */
    static double median(Collection<? extends Number> values) {
        List<Double> sorted = values.stream().map(Number::doubleValue).sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    static double least(Collection<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).min().orElseThrow();
    }

    static double most(Collection<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).max().orElseThrow();
    }
}
