package io.lethe.cli.demo;

import io.lethe.schemas.Outcome;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestErasure;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Many customers are erased at once: all but one as a service would ask for it, through the command topic. */
final class EraseCustomers implements Step {
    private static final String AT_ONCE = "PT0S";

    @Override
    public String title() {
        return "Erasures";
    }

    @Override
    public int erases(Story story) {
        return story.cast.size().erase() + 1;
    }

    @Override
    public String run(Story story) {
        long before = System.nanoTime();
        var requests = new HashSet<String>();
        String last;
        try (var completions = Completions.from(story.cast.config())) {
            try (var commands = new Commands(story.cast.config())) {
                story.leavers(story.cast.size().erase()).forEach(customer -> requests.add(command(commands, customer)));
            }
            last = story.requests.erase(story.leaver(), AT_ONCE, Optional.empty());
            requests.add(last);
            story.requested = requests.size();
            follow(story, requests, completions);
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        story.status = story.requests.awaitEnd(last);
        story.check(
                story.completed == story.requested,
                story.requested - story.completed + " of " + story.requested
                        + " erasures did not complete; the last one is " + Requests.describe(story.status));
        return "%d asked through privacy.commands and one over HTTP; %d of %d completed in %.1f s"
                .formatted(story.requested - 1, story.completed, story.requested, seconds);
    }

    private static String command(Commands commands, String customer) {
        var requestId = UUID.randomUUID().toString();
        var erasure = RequestErasure.newBuilder()
                .setRequestId(requestId)
                .setRegulation(Regulation.GDPR)
                .setIdentities(List.of())
                .setReason("demo")
                .setGracePeriod(AT_ONCE)
                .build();
        commands.send(
                customer,
                PrivacyCommand.newBuilder()
                        .setCommandId(UUID.randomUUID().toString())
                        .setIssuedAt(Instant.now())
                        .setIssuedBy("service:demo")
                        .setCommand(erasure)
                        .build());
        return requestId;
    }

    private static void follow(Story story, Set<String> requests, Completions completions) {
        int total = requests.size();
        int[] ended = {0};
        try (var progress = story.cast.teller().progress("Erased", total)) {
            completions.follow(requests, completion -> {
                story.completed += completion.getOutcome() == Outcome.COMPLETED ? 1 : 0;
                progress.show(++ended[0], total);
            });
        }
    }
}
