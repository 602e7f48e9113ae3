package io.lethe.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `lethe hold`. */
@Command(
        name = "hold",
        description = "Place a legal hold: the subject's data is not erased while it stands.",
        footer = {
            "",
            "It stops hard deletes, and nothing else; what was sent before it is listed.",
            "It needs no open request, and outlives them.",
            "",
            "Example: lethe hold customer-00042 case-17 --reason litigation --service orders"
        })
final class HoldCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SUBJECT", description = "Id of the subject whose data is kept.")
    private String subject;

    @Parameters(index = "1", paramLabel = "HOLD_ID", description = "Name of the hold: 1 to 64 of A-Z a-z 0-9 . _ -")
    private String holdId;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, for people; at most 1,000 characters.")
    private String reason;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Only this service's data; may be repeated. Default: all.")
    private List<String> services = List.of();

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            description = "When it ends by itself, RFC 3339; default: when it is released.")
    private String until;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var client = server.client();
        var answer = Changing.by(
                () -> client.placeHold(subject, holdId, body()), "the same command again makes no second hold");
        output.print(answer, "Hold " + holdId + " stands" + dispatched(answer.path("alreadyDispatched")) + "\n");
        return 0;
    }

    private JsonNode body() {
        var body = Acting.why(reason);
        if (!services.isEmpty()) {
            services.forEach(body.putArray("services")::add);
        }
        return until == null ? body : body.put("until", until);
    }

    private static String dispatched(JsonNode services) {
        var names = StreamSupport.stream(services.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; too late for what was already sent to " + names;
    }
}
