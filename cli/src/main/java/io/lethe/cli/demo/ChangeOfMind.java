package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A customer asks to be erased, is hidden, and takes it back within the grace period. */
final class ChangeOfMind implements Step {
    /** Long enough for any machine: nobody waits for it, it is cancelled as soon as the data is hidden. */
    private static final String GRACE = "PT1H";

    @Override
    public String title() {
        return "A change of mind";
    }

    @Override
    public int erases(Story story) {
        return 0;
    }

    @Override
    public String run(Story story) throws IOException {
        var customer = story.stayer();
        var stores = story.cast.stores();
        var before = stores.of(List.of(customer));
        var request = story.requests.erase(customer, GRACE, Optional.empty());
        story.requests.awaitPhase(request, "GRACE");
        long hidden = hidden(story, customer);
        story.requests.cancel(request);
        var end = story.requests.awaitEnd(request);
        story.check(hidden > 0, customer + " was not hidden in the grace period");
        story.check(isRestored(end), customer + "'s cancelled request is " + Requests.describe(end));
        story.check(hidden(story, customer) == 0, customer + " is still hidden after the cancellation");
        story.check(stores.of(List.of(customer)).equals(before), customer + " did not get all data back");
        return "%s is hidden in accounts and orders (%d rows), cancels in the grace period, and everything is back"
                .formatted(customer, hidden);
    }

    private static boolean isRestored(JsonNode end) {
        return end.path("outcome").asText().equals("CANCELLED")
                && Requests.service(end, "accounts").path("action").asText().equals("RESTORE")
                && Requests.service(end, "accounts").path("status").asText().equals("DONE");
    }

    private static long hidden(Story story, String customer) throws IOException {
        return story.cast.stores().hidden(List.of(customer)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
