package io.lethe.bench;

import java.util.Arrays;

/**
 * How long requests took from when they were due to be submitted until their completion was read.
 *
 * @param p50Millis half took no longer
 * @param p99Millis 99 of 100 took no longer
 * @param cpuMicrosPerRequest of all processors of the machine
 */
record Latencies(double p50Millis, double p99Millis, double cpuMicrosPerRequest) {
    /** The first tenth of a run is its warm-up and left out. */
    static Latencies of(long[] begun, long[] ended, double cpuSeconds) {
        int first = begun.length / 10;
        long[] took = new long[begun.length - first];
        for (int i = 0; i < took.length; i++) {
            took[i] = ended[first + i] - begun[first + i];
        }
        Arrays.sort(took);
        return new Latencies(at(took, 0.50), at(took, 0.99), cpuSeconds * 1e6 / begun.length);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
