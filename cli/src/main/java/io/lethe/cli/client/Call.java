package io.lethe.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One call: made again for a while where the server cannot answer now and another try has no effect of its own. */
final class Call {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FAILURE = 500;
    private static final int NOT_NOW = 503;
    /** Lethe's code for a 503 that says that nothing was done. */
    private static final String NOTHING_DONE = "UNAVAILABLE";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** What a second try of a call may do. */
    enum Repeat {
        /** The same as the first: it only reads, or sets what is set already, or has a key that tells it from a new one. */
        HARMLESS,
        /** Be refused for what the first one did: it is tried again only where Lethe says that nothing was done. */
        NEW,
        /** Be refused for what the first one did, and Lethe's word that nothing was done does not cover it: never tried again. */
        NEVER
    }

    private final HttpClient http;
    private final URI base;
    private final HttpRequest request;
    private final Repeat repeat;
    private boolean uncertain;

    Call(HttpClient http, URI base, HttpRequest request, Repeat repeat) {
        this.http = http;
        this.base = base;
        this.request = request;
        this.repeat = repeat;
    }

    /** The document that it answers with. */
    JsonNode answer() {
        long start = System.nanoTime();
        var response = exchange();
        while (isToBeRepeated(response) && System.nanoTime() - start < PATIENCE.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            response = exchange();
        }
        if (response.statusCode() >= 300) {
            throw new ProblemException(
                    response.statusCode(), document(response), uncertain && response.statusCode() >= FAILURE);
        }
        return success(response);
    }

    private boolean isToBeRepeated(HttpResponse<String> response) {
        return response.statusCode() == NOT_NOW
                && switch (repeat) {
                    case HARMLESS -> true;
                    case NEW -> saysNothingDone(response);
                    case NEVER -> false;
                };
    }

    private HttpResponse<String> exchange() {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            uncertain |= response.statusCode() >= FAILURE && (repeat == Repeat.NEVER || !saysNothingDone(response));
            return response;
        } catch (ConnectException | HttpConnectTimeoutException e) {
            // Nobody took it.
            throw new UnreachableException(base, e, uncertain);
        } catch (IOException e) {
            throw new UnreachableException(base, e, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(base, e, true);
        }
    }

    private static boolean saysNothingDone(HttpResponse<String> response) {
        return document(response).path("code").asText().equals(NOTHING_DONE);
    }

    private static JsonNode success(HttpResponse<String> response) {
        try {
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new ProblemException(response.statusCode(), MissingNode.getInstance(), false);
        }
    }

    private static JsonNode document(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            // What answers without JSON is not Lethe; the status alone says enough.
            return MissingNode.getInstance();
        }
    }
}
