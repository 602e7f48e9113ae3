package io.lethe.cli.demo;

import io.lethe.cli.client.LetheClient;
import io.lethe.cli.samples.SampleStores;
import io.lethe.config.LetheConfig;
import java.util.List;

/** The demo's story, told on a running stack whose sample data is loaded. */
public final class Demo {
    private static final List<Step> STEPS =
            List.of(new ChooseCustomers(), new EraseCustomers(), new CountAgain(), new ShowOneRequest());

    private final Story story;

    /**
     * A demo that has not begun.
     *
     * @param size how many customers there are, and how many of them are erased
     * @param stores the sample stores
     * @param lethe the HTTP API
     * @param config Lethe's configuration: addresses and topic names
     * @param teller prints
     */
    public Demo(DemoSize size, SampleStores stores, LetheClient lethe, LetheConfig config, Teller teller) {
        story = new Story(new Story.Cast(size.customers(), size.erase(), stores, lethe, config, teller));
    }

    /** Runs all steps and says what came out. */
    public DemoResult run() {
        var teller = story.cast.teller();
        for (int i = 0; i < STEPS.size(); i++) {
            teller.say("");
            teller.say((i + 1) + ". " + STEPS.get(i).title());
            teller.say("");
            STEPS.get(i).run(story);
        }
        return DemoResult.of(story);
    }
}
