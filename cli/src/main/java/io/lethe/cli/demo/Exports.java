package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.client.LetheClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** What the story does with exports. */
final class Exports {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LetheClient lethe;
    private final HttpClient http = HttpClient.newHttpClient();

    Exports(LetheClient lethe) {
        this.lethe = lethe;
    }

    /** Asks for all data of a customer; its id. */
    String ask(String customer, String format) {
        var body = JSON.createObjectNode()
                .put("subjectId", customer)
                .put("type", "EXPORT")
                .put("regulation", "GDPR")
                .put("reason", "demo")
                .put("format", format);
        return lethe.submit(body, Optional.empty()).path("requestId").asText();
    }

    /** A link to a finished export. */
    String link(String requestId) {
        return lethe.act(requestId, "download-url", JSON.createObjectNode())
                .path("url")
                .asText();
    }

    /** What is behind a link, as somebody gets it who has nothing but the link. */
    HttpResponse<byte[]> get(String url) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The file of a finished export. */
    ExportedFile file(String requestId) throws IOException {
        return ExportedFile.open(get(link(requestId)).body());
    }
}
