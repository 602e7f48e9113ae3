package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestErasure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks for the erasures, all but one as a service would, through the command topic, and waits for their completions. */
final class EraseCustomers implements Step {
    private static final String AT_ONCE = "PT0S";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String title() {
        return "Erase them: through the command topic, the last one over HTTP";
    }

    @Override
    public void run(Story story) {
        long before = System.nanoTime();
        var config = story.cast.config();
        try (var completions = Completions.from(config)) {
            var last = story.chosen.get(story.chosen.size() - 1);
            try (var commands = new Commands(config)) {
                story.chosen.stream()
                        .filter(customer -> !customer.equals(last))
                        .forEach(customer -> command(story, commands, customer));
            }
            overHttp(story, last);
            follow(story, completions);
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        story.cast
                .teller()
                .say("%d of %d requests ended, in %.1f s"
                        .formatted(story.completions.size(), story.requests.size(), seconds));
    }

    private static void command(Story story, Commands commands, String customer) {
        var requestId = UUID.randomUUID().toString();
        story.requests.put(requestId, customer);
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
    }

    private static void overHttp(Story story, String customer) {
        var body = JSON.createObjectNode()
                .put("subjectId", customer)
                .put("type", "ERASURE")
                .put("regulation", "GDPR")
                .put("reason", "demo")
                .put("gracePeriod", AT_ONCE);
        var accepted = story.cast.lethe().submit(body, Optional.empty());
        story.requests.put(accepted.path("requestId").asText(), customer);
    }

    private static void follow(Story story, Completions completions) {
        int total = story.requests.size();
        try (var progress = story.cast.teller().progress("Erased", total)) {
            completions.follow(story.requests.keySet(), completion -> {
                story.completions.put(completion.getRequestId(), completion);
                progress.show(story.completions.size(), total);
            });
        }
    }
}
