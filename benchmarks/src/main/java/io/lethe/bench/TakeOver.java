package io.lethe.bench;

import io.lethe.query.Partitions;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How long partitions stood still that lost their instance.
 *
 * @param partitions how many did
 * @param nextSeconds from the SIGKILL until a request of the first of them was done
 * @param allSeconds until one of each was
 */
record TakeOver(int partitions, double nextSeconds, double allSeconds) {

    /** The fewest erasures that have a subject in each partition. */
    static Work everywhere(int run, Partitions partitions) {
        IntUnaryOperator partition = partition(Work.erasures(run, 0), partitions);
        BitSet reached = new BitSet();
        int requests = 0;
        while (reached.cardinality() < partitions.count()) {
            reached.set(partition.applyAsInt(requests++));
        }
        return Work.erasures(run, requests);
    }

    /**
     * From when its requests were done.
     *
     * @param lost partitions that stood still; others went on and tell nothing
     * @param killed {@link System#nanoTime} of the SIGKILL
     * @param done the same of each request's completion, by number
     * @throws IllegalStateException if no partition was lost
     */
    static TakeOver of(Work work, Partitions partitions, Set<Integer> lost, long killed, long[] done) {
        IntUnaryOperator partition = partition(work, partitions);
        long[] first = lost.stream()
                .mapToLong(each -> IntStream.range(0, done.length)
                        .filter(number -> partition.applyAsInt(number) == each)
                        .mapToLong(number -> done[number] - killed)
                        .min()
                        .orElseThrow())
                .sorted()
                .toArray();
        if (first.length == 0) {
            throw new IllegalStateException("The instance that was killed had no partition");
        }
        return new TakeOver(
                first.length, first[0] / 1e9, Arrays.stream(first).max().orElseThrow() / 1e9);
    }

    private static IntUnaryOperator partition(Work work, Partitions partitions) {
        return number -> partitions.of(work.subjectId(number));
    }
}
