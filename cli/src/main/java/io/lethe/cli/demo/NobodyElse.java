package io.lethe.cli.demo;

import io.lethe.cli.console.Table;
import io.lethe.cli.samples.Checksum;
import java.io.IOException;

/** The stores are counted again: nothing of those who left, everything of the others. */
final class NobodyElse implements Step {
    @Override
    public String title() {
        return "Nobody else";
    }

    @Override
    public int erases(Story story) {
        return 0;
    }

    @Override
    public String run(Story story) throws IOException {
        story.after = story.cast.stores().count(story.erased);
        story.othersAfter = story.cast.stores().others(story.erased);
        story.before.keySet().forEach(service -> check(story, service));
        int others = story.cast.size().customers() - story.erased.size();
        long rows =
                story.othersAfter.values().stream().mapToLong(Checksum::rows).sum();
        return "nothing is left of %d customers; the %d rows of the other %d are as they were, by checksum"
                .formatted(story.erased.size(), rows, others);
    }

    static void check(Story story, String service) {
        long left = story.after.get(service);
        story.check(left == 0, service + " still holds " + left + " rows of erased customers");
        story.check(isIntact(story, service), service + " lost or changed data of other customers");
    }

    static boolean isIntact(Story story, String service) {
        return story.othersBefore.get(service).equals(story.othersAfter.get(service));
    }

    /** What each store holds, before and after. */
    static String table(Story story) {
        var table = new Table("SERVICE", "BEFORE", "AFTER", "OTHER CUSTOMERS", "UNTOUCHED");
        story.before.forEach((service, before) -> table.row(
                service,
                before,
                story.after.get(service),
                story.othersAfter.get(service).rows(),
                isIntact(story, service) ? "yes" : "NO"));
        return table.render();
    }
}
