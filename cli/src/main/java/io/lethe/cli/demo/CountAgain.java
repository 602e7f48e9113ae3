package io.lethe.cli.demo;

import io.lethe.cli.console.Table;
import io.lethe.cli.stack.StackException;
import java.io.IOException;

/** Counts again in the stores: nothing of the erased customers, everything of the others. */
final class CountAgain implements Step {
    @Override
    public String title() {
        return "Count again, in the stores themselves";
    }

    @Override
    public void run(Story story) {
        try {
            story.after = story.cast.stores().count(story.chosen);
            story.othersAfter = story.cast.stores().others(story.chosen);
        } catch (IOException e) {
            throw new StackException("A sample store cannot be read: " + e.getMessage(), e);
        }
        var table = new Table("SERVICE", "BEFORE", "AFTER", "OTHER CUSTOMERS", "UNTOUCHED");
        story.before.forEach((service, before) -> table.row(
                service,
                before,
                story.after.get(service),
                story.othersAfter.get(service).rows(),
                isIntact(story, service) ? "yes" : "NO"));
        story.cast.teller().say(table.render().stripTrailing());
    }

    static boolean isIntact(Story story, String service) {
        return story.othersBefore.get(service).equals(story.othersAfter.get(service));
    }
}
