package io.lethe.cli.demo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A court case stops an erasure for as long as it lasts. */
final class LegalHold implements Step {
    private static final String GRACE = "PT1S";
    private static final String CASE = "case-17";

    @Override
    public String title() {
        return "A legal hold";
    }

    @Override
    public int erases(Story story) {
        return 1;
    }

    @Override
    public String run(Story story) throws IOException {
        var customer = story.leaver();
        long before = rows(story, customer);
        story.requests.hold(customer, CASE, "litigation");
        var request = story.requests.erase(customer, GRACE, Optional.empty());
        var stopped = story.requests.awaitPhase(request, "ON_HOLD");
        long kept = rows(story, customer);
        story.check(
                Requests.waitsFor(stopped, "HOLD", CASE),
                customer + "'s erasure does not wait for the hold: it is " + Requests.describe(stopped));
        story.check(kept == before, "the hold kept " + kept + " of " + before + " rows of " + customer);
        story.requests.release(customer, CASE);
        var end = story.requests.awaitEnd(request);
        story.check(Requests.isCompleted(end), customer + "'s erasure, released, is " + Requests.describe(end));
        story.check(rows(story, customer) == 0, customer + " is not erased after the hold was released");
        return "%s's erasure waits on %s with all %d rows kept; released, it erases them by itself"
                .formatted(customer, CASE, kept);
    }

    private static long rows(Story story, String customer) throws IOException {
        return story.cast.stores().count(List.of(customer)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
