package io.lethe.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lethe.cli.client.LetheClient;
import io.lethe.cli.console.Changes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Follows a request by long polls and prints each change once. */
final class Watching {
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final List<String> ENDS = List.of("COMPLETED", "CANCELLED", "REJECTED");

    private final LetheClient client;
    private final Output output;

    Watching(LetheClient client, Output output) {
        this.client = client;
        this.output = output;
    }

    /** Prints until the end; the exit code says how it ended. */
    int follow(String requestId) {
        JsonNode seen = MissingNode.getInstance();
        var status = client.status(requestId);
        while (true) {
            if (!status.equals(seen)) {
                output.print(status, Changes.between(seen, status));
            }
            seen = status;
            if (ENDS.contains(state(status))) {
                return state(status).equals("COMPLETED") ? 0 : 1;
            }
            if (state(status).equals("FAILED")) {
                output.say("The request failed and waits for an operator: retry it, or waive what failed");
                return 1;
            }
            status = next(requestId, seen);
        }
    }

    private JsonNode next(String requestId, JsonNode seen) {
        var status = client.status(requestId, WAIT);
        if (status.equals(seen)) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return status;
    }

    private static String state(JsonNode status) {
        return status.path("status").asText();
    }
}
