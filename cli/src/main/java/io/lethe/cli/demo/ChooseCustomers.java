package io.lethe.cli.demo;

import io.lethe.cli.samples.SampleStores;
import io.lethe.cli.stack.StackException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Picks the customers of the story by a fixed seed, and counts what the stores hold of them and of everybody else. */
final class ChooseCustomers {
    private static final long SEED = 17;
    private static final int STAYING = 4;

    private ChooseCustomers() {}

    /** In a data directory that was used before, earlier choices are gone already: the next ones follow in the same order. */
    static void run(Story story, int leaving) throws IOException {
        var everybody = shuffled(story.cast.size().customers());
        int size = leaving + STAYING;
        for (int from = 0; from + size <= everybody.size(); from += size) {
            var goers = everybody.subList(from, from + leaving);
            story.before = story.cast.stores().count(goers);
            if (story.before.values().stream().allMatch(rows -> rows > 0)) {
                story.choose(goers, everybody.subList(from + leaving, from + size));
                story.othersBefore = story.cast.stores().others(goers);
                return;
            }
        }
        throw new StackException(
                "No " + size + " customers are left for the story: choose a new --data-dir, or a smaller --erase");
    }

    /** How much the stores hold of the customers that are to be erased. */
    static String summary(Story story) {
        long rows = story.before.values().stream().mapToLong(Long::longValue).sum();
        return "%d of %d customers will go, and with them %d rows, objects and records in %d stores"
                .formatted(story.erased.size(), story.cast.size().customers(), rows, story.before.size());
    }

    static List<String> shuffled(int customers) {
        var everybody = new ArrayList<>(SampleStores.subjects(customers));
        Collections.shuffle(everybody, new Random(SEED));
        return everybody;
    }
}
