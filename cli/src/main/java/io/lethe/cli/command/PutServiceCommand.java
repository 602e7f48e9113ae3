package io.lethe.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `lethe services put`. */
@Command(
        name = "put",
        description = "Add a service or change it; returns once every later request includes it.",
        footer = {
            "",
            "Example: lethe services put crm --action HARD_DELETE --after orders --tombstone-topic crm.customers.v1:STRING"
        })
final class PutServiceCommand implements Callable<Integer> {
    static final String SEE = "see lethe services list";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "NAME", description = "Name of the service: lower case letters, digits and dashes.")
    private String name;

    @ArgGroup(multiplicity = "1")
    private Definition definition;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var client = server.client();
        var answer = Changing.by(() -> client.putService(name, body()), SEE);
        output.print(answer, "Service " + name + " is active: every request from now on includes it\n");
        return 0;
    }

    private JsonNode body() {
        return definition.file != null ? read(definition.file) : definition.inline.toJson();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new CommandException(file + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new CommandException(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** A file, or options. */
    static final class Definition {
        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Definition as JSON, with the field names of the HTTP API.")
        private Path file;

        @ArgGroup(exclusive = false)
        private Inline inline;
    }

    /** The definition in options. */
    static final class Inline {
        @Option(
                names = "--action",
                paramLabel = "ACTION",
                description = "SOFT_DELETE, RESTORE, HARD_DELETE, VERIFY or EXPORT; may be repeated.")
        private List<String> actions = List.of();

        @Option(
                names = "--after",
                paramLabel = "NAME",
                description = "Hard delete only after this service; may be repeated.")
        private List<String> after = List.of();

        @Option(
                names = "--tombstone-topic",
                paramLabel = "TOPIC[:FORMAT]",
                description =
                        "Compacted topic that gets a null under the subject's key, and how its keys are written: STRING, INT32,"
                                + " INT64 or UUID; may be repeated.")
        private List<String> tombstoneTopics = List.of();

        @Option(names = "--ack-timeout", paramLabel = "DURATION", description = "When to ask again, ISO-8601.")
        private String ackTimeout;

        @Option(names = "--max-attempts", paramLabel = "N", description = "How often to ask.")
        private Integer maxAttempts;

        @Option(names = "--owner", paramLabel = "TEXT", description = "Team to ask when it does not answer.")
        private String owner;

        JsonNode toJson() {
            var body = JSON.createObjectNode();
            actions.forEach(body.putArray("actions")::add);
            after.forEach(body.putArray("after")::add);
            var topics = body.putArray("tombstoneTopics");
            tombstoneTopics.forEach(topic -> topics.add(tombstoneTopic(topic)));
            body.put("ackTimeout", ackTimeout).put("maxAttempts", maxAttempts).put("owner", owner);
            body.properties().removeIf(field -> field.getValue().isNull());
            return body;
        }

        private static JsonNode tombstoneTopic(String text) {
            int colon = text.lastIndexOf(':');
            var topic = JSON.createObjectNode();
            return colon < 0
                    ? topic.put("topic", text).put("keyFormat", "STRING")
                    : topic.put("topic", text.substring(0, colon)).put("keyFormat", text.substring(colon + 1));
        }
    }
}
