package io.lethe.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Lethe's HTTP API for the command line. Documents stay JSON trees: the command line shows fields that it does not know.
 *
 * <p>Every call throws {@link ProblemException} when Lethe answers with an error, and {@link UnreachableException} when nothing answers.
 */
public final class LetheClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Longer than the server waits for a service to become active. */
    private static final Duration ANSWER = Duration.ofSeconds(45);

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /**
     * A client of one server.
     *
     * @param base URL of the server; a slash at the end does no harm
     */
    public LetheClient(URI base) {
        this.base = URI.create(base.toString().replaceFirst("/+$", "") + "/api/v1");
    }

    /** Submits a request; a repeat with the same key has no second effect. Without a key it gets one of its own. */
    public JsonNode submit(JsonNode request, Optional<String> idempotencyKey) {
        var key = idempotencyKey.orElseGet(() -> UUID.randomUUID().toString());
        return send(request("/requests", ANSWER).header(IDEMPOTENCY_KEY, key).POST(body(request)));
    }

    /** The status document of a request. */
    public JsonNode status(String requestId) {
        return send(request("/requests/" + segment(requestId), ANSWER).GET());
    }

    /** The status document, once it changes or this time is over. */
    public JsonNode status(String requestId, Duration wait) {
        var path = "/requests/" + segment(requestId) + "?wait=" + wait.toSeconds() + "s";
        return send(request(path, wait.plus(ANSWER)).GET());
    }

    /** A page of the subject's requests: {@code {items, nextCursor}}. */
    public JsonNode requestsOf(String subjectId, Optional<String> cursor) {
        var query = cursor.map(c -> "?cursor=" + segment(c)).orElse("");
        return send(request("/subjects/" + segment(subjectId) + "/requests" + query, ANSWER)
                .GET());
    }

    /**
     * What an operator does with a request.
     *
     * @param action last part of the path: cancel, reject, approve, extend, waive, retry or expire
     */
    public JsonNode act(String requestId, String action, JsonNode body) {
        return send(request("/requests/" + segment(requestId) + "/" + action, ANSWER)
                .POST(body(body)));
    }

    /** Places a legal hold; the same id with the same content again has no second effect. */
    public JsonNode placeHold(String subjectId, String holdId, JsonNode hold) {
        return send(request(hold(subjectId, holdId), ANSWER).PUT(body(hold)));
    }

    /** Releases a legal hold. */
    public JsonNode releaseHold(String subjectId, String holdId) {
        return send(request(hold(subjectId, holdId), ANSWER).DELETE());
    }

    /** All active services. */
    public JsonNode services() {
        return send(request("/services", ANSWER).GET());
    }

    /** Adds a service or changes it; returns once it is active. */
    public JsonNode putService(String name, JsonNode definition) {
        return send(request("/services/" + segment(name), ANSWER).PUT(body(definition)));
    }

    /** Removes a service. */
    public JsonNode removeService(String name) {
        return send(request("/services/" + segment(name), ANSWER).DELETE());
    }

    private static String hold(String subjectId, String holdId) {
        return "/subjects/" + segment(subjectId) + "/holds/" + segment(holdId);
    }

    private HttpRequest.Builder request(String pathAndQuery, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .header("Accept", "application/json, application/problem+json")
                .header("Content-Type", "application/json")
                .timeout(timeout);
    }

    /**
     * A server that starts, moves a store or is busy answers 503 for a while. Every call here may be repeated without a second effect; but without an idempotency key a
     * repeat may be refused for what the first call did, where that was decided after its answer.
     */
    private JsonNode send(HttpRequest.Builder builder) {
        var request = builder.build();
        long start = System.nanoTime();
        var response = exchange(request);
        boolean undecided = false;
        while (response.statusCode() == UNAVAILABLE && System.nanoTime() - start < PATIENCE.toNanos()) {
            undecided |=
                    isNew(request) && problem(response).path("code").asText().equals("NOT_DECIDED");
            LockSupport.parkNanos(PAUSE.toNanos());
            response = exchange(request);
        }
        return response.statusCode() < 300 ? parse(response) : refuse(response, undecided);
    }

    /** Whether the server takes a repeat for another call. */
    private static boolean isNew(HttpRequest request) {
        return request.headers().firstValue(IDEMPOTENCY_KEY).isEmpty();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UnreachableException(base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(base, e);
        }
    }

    private static JsonNode refuse(HttpResponse<String> response, boolean undecided) {
        throw new ProblemException(response.statusCode(), problem(response), undecided);
    }

    private static JsonNode parse(HttpResponse<String> response) {
        try {
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new ProblemException(response.statusCode(), MissingNode.getInstance(), false);
        }
    }

    private static JsonNode problem(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            // What answers without JSON is not Lethe; the status alone says enough.
            return MissingNode.getInstance();
        }
    }

    private static BodyPublisher body(JsonNode document) {
        return BodyPublishers.ofString(document.toString());
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
