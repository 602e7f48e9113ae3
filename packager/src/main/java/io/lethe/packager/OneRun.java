package io.lethe.packager;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which of the staged fragments make up what a service handed out: as many as it announced, and all of one run. A service that names its runs has the
 * fragments of each apart already; where it does not, a run that was begun anew is known by its order on the topic.
 *
 * @param fragments one for each sequence, in order; empty where they cannot be told
 * @param problem why they cannot be told, without personal data; null: they can
 */
record OneRun(List<Staged> fragments, String problem) {

    /** Tells what a fragment holds, so that two can be compared. */
    @FunctionalInterface
    interface Contents {
        /** A hash of the plain content, data set and media type included. */
        String hash(Staged fragment) throws IOException;
    }

    /** Looks at everything staged for a run, or for a task where runs have no names. */
    static OneRun of(List<Staged> staged, long count, Contents contents) throws IOException {
        Collection<List<Staged>> bySequence = bySequence(staged, count);
        if (bySequence.size() < count) {
            return new OneRun(List.of(), "fragments are missing: " + (count - bySequence.size()) + " of " + count);
        }
        if (bySequence.stream().allMatch(same -> same.size() == 1)) {
            return new OneRun(first(bySequence), null);
        }
        Optional<List<Staged>> whole = lastWhole(staged, bySequence.size());
        if (whole.isPresent()) {
            return new OneRun(whole.get(), null);
        }
        return areEqual(bySequence, contents)
                ? new OneRun(first(bySequence), null)
                : new OneRun(List.of(), "FRAGMENTS_CONFLICT: runs with different data are mixed, and none is whole");
    }

    /** What came of each announced sequence, in order. Its size follows what came: what was announced is a number that a service wrote, and may be any. */
    private static Collection<List<Staged>> bySequence(List<Staged> staged, long count) {
        return staged.stream()
                .filter(s -> s.sequence() < count)
                .collect(Collectors.groupingBy(Staged::sequence, TreeMap::new, Collectors.toList()))
                .values();
    }

    private static List<Staged> first(Collection<List<Staged>> bySequence) {
        return bySequence.stream().map(same -> same.get(0)).toList();
    }

    /** A run begins with sequence 0 and counts up to its end, with nothing of another in between. */
    private static Optional<List<Staged>> lastWhole(List<Staged> staged, int count) {
        List<Staged> onTopic =
                staged.stream().sorted(Comparator.comparingLong(Staged::offset)).toList();
        for (int from = onTopic.size() - count; from >= 0; from--) {
            if (isWhole(onTopic, from, count)) {
                return Optional.of(onTopic.subList(from, from + count));
            }
        }
        return Optional.empty();
    }

    /** What follows must be another run: one that goes on is not the one that was announced, and what fits into none may belong to this one. */
    private static boolean isWhole(List<Staged> onTopic, int from, int count) {
        for (int i = 0; i < count; i++) {
            if (onTopic.get(from + i).sequence() != i) {
                return false;
            }
        }
        int end = from + count;
        return end == onTopic.size() || onTopic.get(end).sequence() == 0;
    }

    private static boolean areEqual(Collection<List<Staged>> bySequence, Contents contents) throws IOException {
        for (List<Staged> same : bySequence) {
            Set<String> hashes = new HashSet<>();
            for (Staged fragment : same.size() > 1 ? same : List.<Staged>of()) {
                hashes.add(Objects.requireNonNull(contents.hash(fragment)));
            }
            if (hashes.size() > 1) {
                return false;
            }
        }
        return true;
    }

    boolean isThere() {
        return problem == null;
    }
}
