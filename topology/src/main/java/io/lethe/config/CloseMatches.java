package io.lethe.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Settings that a mistyped key may have meant. */
final class CloseMatches {
    private static final int FARTHEST = 4;
    private static final int MOST = 2;

    private CloseMatches() {}

    static List<String> of(String key) {
        return Arrays.stream(Setting.values())
                .map(Setting::key)
                .filter(known -> distance(known, key) <= FARTHEST)
                .sorted(Comparator.comparingInt(known -> distance(known, key)))
                .limit(MOST)
                .toList();
    }

    /** Number of insertions, deletions and replacements (Levenshtein), one row at a time. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
