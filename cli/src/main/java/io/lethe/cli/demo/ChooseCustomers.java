package io.lethe.cli.demo;

import io.lethe.cli.samples.SampleStores;
import io.lethe.cli.stack.StackException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Picks the customers to erase by a fixed seed, and counts what the stores hold of them and of everybody else. */
final class ChooseCustomers implements Step {
    private static final long SEED = 17;

    @Override
    public String title() {
        return "Choose customers and count what is held of them, in the stores themselves";
    }

    @Override
    public void run(Story story) {
        try {
            choose(story);
            story.othersBefore = story.cast.stores().others(story.chosen);
        } catch (IOException e) {
            throw new StackException("A sample store cannot be read: " + e.getMessage(), e);
        }
        long rows = story.before.values().stream().mapToLong(Long::longValue).sum();
        story.cast
                .teller()
                .say(story.chosen.size() + " of " + story.cast.customers() + " customers, " + rows
                        + " rows, objects and records in " + story.before.size() + " stores");
    }

    /** In a data directory that was used before, earlier choices are gone already: the next ones follow in the same order. */
    private static void choose(Story story) throws IOException {
        int size = story.cast.erase() + 1;
        var everybody = shuffled(story.cast.customers());
        for (int from = 0; from + size <= everybody.size(); from += size) {
            story.chosen = List.copyOf(everybody.subList(from, from + size));
            story.before = story.cast.stores().count(story.chosen);
            if (story.before.values().stream().allMatch(rows -> rows > 0)) {
                return;
            }
        }
        throw new StackException(
                "No " + size + " customers are left to erase: choose a new --data-dir, or a smaller --erase");
    }

    static List<String> shuffled(int customers) {
        var everybody = new ArrayList<>(SampleStores.subjects(customers));
        Collections.shuffle(everybody, new Random(SEED));
        return everybody;
    }
}
