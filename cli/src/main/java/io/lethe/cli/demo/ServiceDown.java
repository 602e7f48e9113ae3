package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A service does not answer for a while: it is asked again and again, what must come after it waits, and nothing is lost. */
final class ServiceDown implements Step {
    private static final String AT_ONCE = "PT0S";
    private static final String DOWN = "orders";
    /** Its definition says that it comes after orders. */
    private static final String WAITING = "accounts";

    private static final int ATTEMPTS = 3;

    @Override
    public String title() {
        return "A service that is down";
    }

    @Override
    public int erases(Story story) {
        return 1;
    }

    @Override
    public String run(Story story) throws IOException {
        var customer = story.leaver();
        story.cast.services().stopService(DOWN);
        var request = story.requests.erase(customer, AT_ONCE, Optional.empty());
        var asked = story.requests.await(
                request, "sent to " + DOWN + " " + ATTEMPTS + " times", status -> attempts(status) >= ATTEMPTS);
        var held = story.cast.stores().count(List.of(customer));
        story.check(
                held.get(DOWN) > 0 && held.get(WAITING) > 0,
                "rows of " + customer + " went while " + DOWN + " was down");
        story.cast.services().startService(DOWN);
        var end = story.requests.awaitEnd(request);
        story.check(
                Requests.isCompleted(end), customer + "'s erasure, " + DOWN + " back, is " + Requests.describe(end));
        return "%s does not answer for %s, is asked %d times while %s waits for it; back again, it answers and all is erased"
                .formatted(DOWN, customer, attempts(asked), WAITING);
    }

    private static int attempts(JsonNode status) {
        return Requests.service(status, DOWN).path("attempts").asInt();
    }
}
