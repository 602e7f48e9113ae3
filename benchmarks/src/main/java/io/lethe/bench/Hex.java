package io.lethe.bench;

/** Hexadecimal digits in bytes. */
final class Hex {
    private static final int RADIX = 16;

    private Hex() {}

    /**
     * The number that some digits stand for.
     *
     * @throws IllegalArgumentException if one of them is none
     */
    static long parse(byte[] bytes, int from, int digits) {
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(bytes[i], RADIX);
            if (digit < 0) {
                throw new IllegalArgumentException("no hexadecimal digit at " + i);
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
