package io.lethe.bench;

import java.util.Map;
import java.util.Scanner;
import org.apache.kafka.streams.LagInfo;

/**
 * How far an instance's copies of stores are behind their changelogs, together. What is active counts as a copy that is not behind.
 *
 * @param copies of all stores and partitions
 * @param most what the one lacks that is furthest behind, in offsets
 * @param behind what all of them lack, in offsets
 * @param records offsets of all their changelogs
 */
record StoreLag(int copies, long most, long behind, long records) {
    /** The marker at the end of a transaction is no record, but takes an offset that a copy never reaches. A few may stand at an end, where some were aborted. */
    private static final int MARKERS = 10;

    private static final String PREFIX = "lag ";

    /** By store and partition. */
    static StoreLag of(Map<String, Map<Integer, LagInfo>> lags) {
        StoreLag sum = new StoreLag(0, 0, 0, 0);
        for (Map<Integer, LagInfo> store : lags.values()) {
            for (LagInfo copy : store.values()) {
                sum = sum.plus(copy.offsetLag(), copy.endOffsetPosition());
            }
        }
        return sum;
    }

    private StoreLag plus(long lag, long end) {
        return new StoreLag(copies + 1, Math.max(most, lag), behind + lag, records + end);
    }

    /** As one line, which {@link #parse} reads. */
    String line() {
        return PREFIX + copies + " " + most + " " + behind + " " + records;
    }

    /** Whether a line is one of these. */
    static boolean isIn(String line) {
        return line.startsWith(PREFIX);
    }

    /** Reads a line. */
    static StoreLag parse(String line) {
        try (Scanner numbers = new Scanner(line.substring(PREFIX.length()))) {
            return new StoreLag(numbers.nextInt(), numbers.nextLong(), numbers.nextLong(), numbers.nextLong());
        }
    }

    /**
     * Whether nothing is missing.
     *
     * @param all copies that there will be; at first an instance does not know of each
     */
    boolean isCaughtUp(int all) {
        return copies == all && most <= MARKERS;
    }

    /** Whether more of it is there, or more of it is known. */
    boolean isNearerThan(StoreLag other) {
        return copies > other.copies || behind < other.behind;
    }

    /** What is there, of 100; 0 while nothing is known. */
    int percent() {
        return records == 0 ? 0 : (int) (100 * (records - behind) / records);
    }
}
