package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A customer who is being erased asks for a copy first: the erasure waits until it could be fetched. */
final class CopyBeforeErasure implements Step {
    private static final String GRACE = "PT2S";
    /** Keeps the erasure from going on before the copy was asked for and fetched, however slow the machine is. */
    private static final String PAUSE = "demo-pause";

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
        var exports = new Exports(story.cast.lethe(), Requests.PATIENCE);
        var held = story.cast.stores().count(List.of(customer));
        held.values().removeIf(rows -> rows == 0);
        story.requests.hold(customer, PAUSE, "the copy comes first");
        var erasure = story.requests.erase(customer, GRACE, Optional.empty());
        story.requests.await(erasure, "hiding the data in every service that can", Requests::isHidden);
        var export = exports.ask(customer, "JSON");
        story.requests.await(erasure, "waiting for export " + export, status -> waited(status, export));
        var ready = story.requests.awaitPhase(export, "READY");
        story.check(
                exports.file(export).rows().equals(held),
                customer + "'s copy is not all that was hidden in the grace period");
        story.requests.release(customer, PAUSE);
        var end = story.requests.awaitEnd(erasure);
        story.check(Requests.isCompleted(end), customer + "'s erasure did not complete after the download window");
        var windowEnds = Instant.parse(ready.path("export").path("windowEndsAt").asText());
        story.check(
                !begun(end).isBefore(windowEnds), customer + "'s erasure began before the download window was over");
        story.requests.awaitPhase(export, "EXPIRED");
        return "%s's erasure waits until the copy could be fetched, hidden data included, then takes it along"
                .formatted(customer);
    }

    /** It waits for the export; or it did, and this machine is so slow that the window is over and only the hold is left. */
    private static boolean waited(JsonNode erasure, String export) {
        return Requests.waitsFor(erasure, "EXPORT", export) || Requests.isIn(erasure, "ON_HOLD");
    }

    /** When data began to go; the end of time where none did. */
    private static Instant begun(JsonNode erasure) {
        for (var event : erasure.path("history")) {
            if (event.path("event").asText().equals("HardDeleteStarted")) {
                return Instant.parse(event.path("at").asText());
            }
        }
        return Instant.MAX;
    }
}
