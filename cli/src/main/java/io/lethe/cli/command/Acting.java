package io.lethe.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.cli.console.StatusView;

/** Does something with a request and says where the request stands then. */
final class Acting {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Server server;
    private final Output output;
    private final String requestId;

    Acting(Server server, Output output, String requestId) {
        this.server = server;
        this.output = output;
        this.requestId = requestId;
    }

    /**
     * Returns once Lethe has decided.
     *
     * @param action last part of the path
     * @param done what to say when it was allowed
     */
    int post(String action, JsonNode body, String done) {
        var client = server.client();
        var answer = Changing.by(() -> client.act(requestId, action, body), "see lethe status " + requestId);
        output.print(answer, "%s; status %s%n".formatted(done, StatusView.state(answer)));
        return 0;
    }

    /** A body with a reason, where there is one. */
    static ObjectNode why(String reason) {
        var body = JSON.createObjectNode();
        return reason == null ? body : body.put("reason", reason);
    }
}
