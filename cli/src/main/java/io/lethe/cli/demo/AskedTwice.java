package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;

/** One erasure, asked for three times: the same call again, and a request of its own that the first one covers. */
final class AskedTwice implements Step {
    private static final String AT_ONCE = "PT0S";
    /** Keeps the first request from being sent on before the others have come, however slow the machine is. */
    private static final String PAUSE = "demo-pause";

    @Override
    public String title() {
        return "Asked twice";
    }

    @Override
    public int erases(Story story) {
        return 1;
    }

    @Override
    public String run(Story story) {
        var customer = story.leaver();
        var key = Optional.of(UUID.randomUUID().toString());
        story.requests.hold(customer, PAUSE, "the others come first");
        var first = story.requests.erase(customer, AT_ONCE, key);
        var again = story.requests.erase(customer, AT_ONCE, key);
        var second = story.requests.erase(customer, AT_ONCE, Optional.empty());
        var riding = story.requests.await(second, "COALESCED", status -> status.has("coalescedWith"));
        story.requests.release(customer, PAUSE);
        var firstEnd = story.requests.awaitEnd(first);
        var secondEnd = story.requests.awaitEnd(second);
        story.check(again.equals(first), "the same call again made another request of " + customer);
        story.check(
                riding.path("coalescedWith").asText().equals(first),
                customer + "'s second request does not ride on the first");
        story.check(
                Requests.isCompleted(firstEnd) && Requests.isCompleted(secondEnd),
                customer + "'s requests are " + Requests.describe(firstEnd) + " and " + Requests.describe(secondEnd));
        story.check(
                erasures(firstEnd) == 1 && erasures(secondEnd) == 0,
                customer + "'s data was not erased once: " + erasures(firstEnd) + " and " + erasures(secondEnd));
        return "%s asks again with the same key: the same request; then anew: it rides on the first, and both complete"
                .formatted(customer);
    }

    private static int erasures(JsonNode status) {
        int count = 0;
        for (var event : status.path("history")) {
            count += event.path("event").asText().equals("HardDeleteStarted") ? 1 : 0;
        }
        return count;
    }
}
