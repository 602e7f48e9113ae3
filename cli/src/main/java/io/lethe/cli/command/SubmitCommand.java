package io.lethe.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.cli.client.LetheClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `lethe submit`: sends one request over HTTP. */
@Command(
        name = "submit",
        description = "Submit a privacy request for one subject.",
        footer = {"", "Example: lethe submit customer-00042 --grace PT0S --watch"})
final class SubmitCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    enum Type {
        erasure,
        export
    }

    @Parameters(paramLabel = "SUBJECT", description = "Id of the subject whose data it is about.")
    private String subject;

    @Option(
            names = "--type",
            defaultValue = "erasure",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Type type;

    @Option(
            names = "--regulation",
            defaultValue = "GDPR",
            description = "GDPR, CCPA or OTHER; default ${DEFAULT-VALUE}.")
    private String regulation;

    @Option(names = "--service", paramLabel = "NAME", description = "Only this service; may be repeated.")
    private List<String> services = List.of();

    @Option(
            names = "--identity",
            paramLabel = "TYPE=VALUE",
            description = "A further name of the subject, as email=a@example.org; may be repeated.")
    private Map<String, String> identities = new LinkedHashMap<>();

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            description = "Erasure: time between soft and hard delete, ISO-8601; PT0S erases at once.")
    private String gracePeriod;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Export: JSON, CSV or XML.")
    private String format;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Free text for people.")
    private String reason;

    @Option(names = "--received-at", paramLabel = "INSTANT", description = "When the subject asked; default: now.")
    private String receivedAt;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "Makes repeating this command safe: the same key gives the same request.")
    private String idempotencyKey;

    @Option(names = "--watch", description = "Follow the request to its end.")
    private boolean watch;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var client = server.client();
        var accepted = accepted(client);
        if (!watch) {
            output.print(accepted, text(accepted));
            return 0;
        }
        output.say("Request " + accepted.path("requestId").asText() + " accepted");
        return new Watching(client, output).follow(accepted.path("requestId").asText());
    }

    /** The key stands in the command line, or is made here: with one that nobody knows a repeat would be a second request. */
    private JsonNode accepted(LetheClient client) {
        var key = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
        return Changing.by(
                () -> client.submit(body(), Optional.of(key)),
                "the same command with --idempotency-key " + key + " makes no second request");
    }

    ObjectNode body() {
        var body = JSON.createObjectNode();
        body.put("subjectId", subject);
        body.put("type", type.name().toUpperCase(Locale.ROOT));
        body.put("regulation", regulation);
        putText(body, "gracePeriod", gracePeriod);
        putText(body, "format", format);
        putText(body, "reason", reason);
        putText(body, "receivedAt", receivedAt);
        if (!services.isEmpty()) {
            services.forEach(body.putArray("services")::add);
        }
        if (!identities.isEmpty()) {
            var array = body.putArray("identities");
            identities.forEach(
                    (kind, value) -> array.addObject().put("type", kind).put("value", value));
        }
        return body;
    }

    private static void putText(ObjectNode body, String field, String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private static String text(JsonNode accepted) {
        return "Request %s accepted: %s%nDue %s%nFollow it with: lethe watch %s%n"
                .formatted(
                        accepted.path("requestId").asText(),
                        accepted.path("status").asText(),
                        accepted.path("dueAt").asText(),
                        accepted.path("requestId").asText());
    }
}
