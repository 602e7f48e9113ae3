package io.lethe.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.cli.client.Call.Repeat;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Lethe's HTTP API for the command line. Documents stay JSON trees: the command line shows fields that it does not know.
 *
 * <p>Every call throws {@link ProblemException} when Lethe answers with an error, and {@link UnreachableException} when nothing answers. A server that
 * starts, moves a store or is busy is asked again for a minute, if that cannot be taken for another call. Both exceptions say whether what was asked for
 * may have been done.
 */
public final class LetheClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Longer than the server waits for a service to become active. */
    private static final Duration ANSWER = Duration.ofSeconds(45);

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
        return send(request("/requests", ANSWER).header("Idempotency-Key", key).POST(body(request)));
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
        var request = request("/requests/" + segment(requestId) + "/" + action, ANSWER);
        return send(request.POST(body(body)), Repeat.NEW);
    }

    /** Places a legal hold; the same id with the same content again has no second effect. */
    public JsonNode placeHold(String subjectId, String holdId, JsonNode hold) {
        return send(request(hold(subjectId, holdId), ANSWER).PUT(body(hold)));
    }

    /** Releases a legal hold. */
    public JsonNode releaseHold(String subjectId, String holdId) {
        return send(request(hold(subjectId, holdId), ANSWER).DELETE(), Repeat.NEW);
    }

    /** A link to a finished export: every call makes another one. */
    public JsonNode downloadUrl(String requestId) {
        var request = request("/requests/" + segment(requestId) + "/download-url", ANSWER);
        return send(request.POST(BodyPublishers.ofString("{}")));
    }

    /** All active services. */
    public JsonNode services() {
        return send(request("/services", ANSWER).GET());
    }

    /** Adds a service or changes it; returns once it is active. */
    public JsonNode putService(String name, JsonNode definition) {
        return send(request("/services/" + segment(name), ANSWER).PUT(body(definition)));
    }

    /** Removes a service. Where the brokers do not confirm that in time, it may be removed all the same. */
    public JsonNode removeService(String name) {
        return send(request("/services/" + segment(name), ANSWER).DELETE(), Repeat.NEVER);
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

    private JsonNode send(HttpRequest.Builder request) {
        return send(request, Repeat.HARMLESS);
    }

    private JsonNode send(HttpRequest.Builder request, Repeat repeat) {
        return new Call(http, base, request.build(), repeat).answer();
    }

    private static BodyPublisher body(JsonNode document) {
        return BodyPublishers.ofString(document.toString());
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
