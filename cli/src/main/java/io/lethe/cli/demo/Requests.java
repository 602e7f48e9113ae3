package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lethe.cli.client.LetheClient;
import io.lethe.cli.console.StatusView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What the story does over HTTP, and waits for. */
final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Each wait of the story takes seconds: what takes this long does not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final LetheClient lethe;

    Requests(LetheClient lethe) {
        this.lethe = lethe;
    }

    /**
     * Asks for an erasure of a customer's data everywhere.
     *
     * @param grace ISO-8601
     * @param key makes a repeat the same request
     * @return its id
     */
    String erase(String customer, String grace, Optional<String> key) {
        var body = JSON.createObjectNode()
                .put("subjectId", customer)
                .put("type", "ERASURE")
                .put("regulation", "GDPR")
                .put("reason", "demo")
                .put("gracePeriod", grace);
        return lethe.submit(body, key).path("requestId").asText();
    }

    /** Takes a request back. */
    void cancel(String requestId) {
        lethe.act(requestId, "cancel", JSON.createObjectNode().put("reason", "changed my mind"));
    }

    /** Places a legal hold on everything that is held of a customer. */
    void hold(String customer, String holdId, String reason) {
        lethe.placeHold(customer, holdId, JSON.createObjectNode().put("reason", reason));
    }

    /** Releases a legal hold. */
    void release(String customer, String holdId) {
        lethe.releaseHold(customer, holdId);
    }

    /** The status document once it is so, or as it stands when the patience is over. */
    JsonNode await(String requestId, Predicate<JsonNode> isSo) {
        long start = System.nanoTime();
        var status = lethe.status(requestId);
        while (!isSo.test(status) && System.nanoTime() - start < PATIENCE.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            status = lethe.status(requestId, WAIT);
        }
        return status;
    }

    /** The status document once the request ended, however, or failed and waits for an operator. */
    JsonNode awaitEnd(String requestId) {
        return await(
                requestId,
                status ->
                        status.has("outcome") || status.path("status").asText().equals("FAILED"));
    }

    /** Where a request stands, and which services said why. */
    static String describe(JsonNode status) {
        var text = new StringBuilder(StatusView.state(status));
        for (var service : status.path("services")) {
            if (service.hasNonNull("lastError")) {
                text.append(", ")
                        .append(service.path("service").asText())
                        .append(": ")
                        .append(service.path("lastError").asText());
            }
        }
        return text.toString();
    }

    static boolean isIn(JsonNode status, String phase) {
        return status.path("phase").asText().equals(phase);
    }

    static boolean isCompleted(JsonNode status) {
        return status.path("outcome").asText().equals("COMPLETED");
    }

    /** A service's part in a request; a missing node where it has none. */
    static JsonNode service(JsonNode status, String name) {
        for (var service : status.path("services")) {
            if (service.path("service").asText().equals(name)) {
                return service;
            }
        }
        return MissingNode.getInstance();
    }

    /** Whether a request waits for something of this kind and name. */
    static boolean waitsFor(JsonNode status, String kind, String ref) {
        for (var item : status.path("waitingFor")) {
            if (item.path("kind").asText().equals(kind)
                    && item.path("ref").asText().equals(ref)) {
                return true;
            }
        }
        return false;
    }
}
