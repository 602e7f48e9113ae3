package io.lethe.cli.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A customer who is being erased asks for a copy first: the erasure waits until it could be fetched. */
final class CopyBeforeErasure implements Step {
    /** Long enough for the export to be asked for within it. */
    private static final String GRACE = "PT6S";

    @Override
    public String title() {
        return "A copy before the erasure";
    }

    @Override
    public int erases(Story story) {
        return 1;
    }

    @Override
    public String run(Story story) throws IOException {
        var customer = story.leaver();
        var exports = new Exports(story.cast.lethe());
        var held = story.cast.stores().count(List.of(customer));
        held.values().removeIf(rows -> rows == 0);
        var erasure = story.requests.erase(customer, GRACE, Optional.empty());
        story.requests.await(erasure, status -> Requests.isIn(status, "GRACE"));
        var export = exports.ask(customer, "JSON");
        var ready = story.requests.awaitEnd(export);
        var windowEnds = Instant.parse(ready.path("export").path("windowEndsAt").asText());
        story.check(
                exports.file(export).rows().equals(held),
                customer + "'s copy is not all that was hidden in the grace period");
        var waiting = story.requests.await(erasure, status -> Requests.waitsFor(status, "EXPORT", export));
        story.check(
                Requests.waitsFor(waiting, "EXPORT", export),
                "the erasure does not wait for " + customer + "'s export");
        var end = story.requests.awaitEnd(erasure);
        var completed = Instant.parse(end.path("completedAt").asText());
        story.check(Requests.isCompleted(end), customer + "'s erasure did not complete after the download window");
        story.check(!completed.isBefore(windowEnds), customer + " was erased before the download window was over");
        story.check(
                Requests.isIn(story.requests.await(export, s -> Requests.isIn(s, "EXPIRED")), "EXPIRED"),
                customer + "'s export outlived the erasure");
        return "%s's erasure waits until the copy could be fetched, hidden data included, then takes it along"
                .formatted(customer);
    }
}
