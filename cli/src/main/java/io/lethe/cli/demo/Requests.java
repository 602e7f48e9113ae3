package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lethe.cli.client.LetheClient;
import io.lethe.cli.client.ProblemException;
import io.lethe.cli.console.StatusView;
import io.lethe.cli.stack.StackException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What the story does over HTTP, and waits for. */
final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Each wait of the story takes seconds, on a slow machine more: what takes this long does not come. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Not every customer has something everywhere. */
    private static final List<String> HIDDEN = List.of("DONE", "NOT_FOUND");

    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final LetheClient lethe;
    private final Duration patience;

    /** Waits for so long until something counts as failed. */
    Requests(LetheClient lethe, Duration patience) {
        this.lethe = lethe;
        this.patience = patience;
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

    /** Takes a request back; how it then ends says whether that was in time. */
    void cancel(String requestId) {
        var reason = JSON.createObjectNode().put("reason", "changed my mind");
        unlessDone("REQUEST_CLOSED", () -> lethe.act(requestId, "cancel", reason));
    }

    /** Places a legal hold on everything that is held of a customer. */
    void hold(String customer, String holdId, String reason) {
        lethe.placeHold(customer, holdId, JSON.createObjectNode().put("reason", reason));
    }

    /** Releases a legal hold. */
    void release(String customer, String holdId) {
        unlessDone("UNKNOWN_HOLD", () -> lethe.releaseHold(customer, holdId));
    }

    /** A call that is not decided in time is made again, and refused where the first one had its effect. */
    private void unlessDone(String refusal, Runnable call) {
        long start = System.nanoTime();
        while (!isDone(refusal, call, System.nanoTime() - start < patience.toNanos())) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isDone(String refusal, Runnable call, boolean again) {
        try {
            call.run();
            return true;
        } catch (ProblemException e) {
            if (!e.code().equals(refusal) && !(e.mayBeDone() && again)) {
                throw e;
            }
            return e.code().equals(refusal);
        }
    }

    /**
     * The status document once it is so.
     *
     * @param expected what it is then, for people, as the end of "is not"
     * @throws StackException when the patience is over
     */
    JsonNode await(String requestId, String expected, Predicate<JsonNode> isSo) {
        long start = System.nanoTime();
        var status = lethe.status(requestId);
        while (!isSo.test(status)) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new StackException("Request " + requestId + " is not " + expected + " after "
                        + patience.toSeconds() + " s: it is " + describe(status));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            status = lethe.status(requestId, WAIT);
        }
        return status;
    }

    /** The status document once the request is in this phase. */
    JsonNode awaitPhase(String requestId, String phase) {
        return await(requestId, "in " + phase, status -> isIn(status, phase));
    }

    /** The status document once the request ended, however, or failed and waits for an operator. */
    JsonNode awaitEnd(String requestId) {
        return await(
                requestId,
                "ended, nor failed",
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

    /** Whether every service that can hide the customer's data did so, or has none. */
    static boolean isHidden(JsonNode status) {
        int hiding = 0;
        int hidden = 0;
        for (var service : status.path("services")) {
            boolean hides = service.path("action").asText().equals("SOFT_DELETE");
            hiding += hides ? 1 : 0;
            hidden += hides && HIDDEN.contains(service.path("status").asText()) ? 1 : 0;
        }
        return hiding > 0 && hidden == hiding;
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
