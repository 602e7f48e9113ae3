package io.lethe.bench;

/** How figures are written. */
final class Figures {
    private static final double HUNDREDTHS = 100;

    private Figures() {}

    /** To hundredths. */
    static double rounded(double value) {
        return Math.round(value * HUNDREDTHS) / HUNDREDTHS;
    }
}
