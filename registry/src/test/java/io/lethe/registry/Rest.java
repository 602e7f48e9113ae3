package io.lethe.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** The registry as a client sees it: plain HTTP, plain JSON. */
final class Rest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI url;

    Rest(URI url) {
        this.url = url;
    }

    record Answer(int status, JsonNode body) {
        int errorCode() {
            return body.path("error_code").asInt();
        }
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String schema) {
        return send("POST", path, json(Map.of("schema", schema)));
    }

    Answer putLevel(String path, String level) {
        return send("PUT", path, json(Map.of("compatibility", level)));
    }

    Answer send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.sendAsync(request, BodyHandlers.ofByteArray())
                    .thenApply(response -> new Answer(response.statusCode(), parse(response.body())))
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(method + " " + path + " got no answer", e);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Map<String, String> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
