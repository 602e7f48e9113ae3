package io.lethe.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.client.LetheClient;
import io.lethe.cli.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What the story does with exports. */
final class Exports {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int OK = 200;
    private static final int GONE = 410;
    private static final int UNAVAILABLE = 503;
    private static final String EXPIRED = "LINK_EXPIRED";

    private final LetheClient lethe;
    private final Duration patience;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Waits for so long until something counts as failed. */
    Exports(LetheClient lethe, Duration patience) {
        this.lethe = lethe;
        this.patience = patience;
    }

    /** What somebody got by a link. */
    record Download(String link, HttpResponse<byte[]> answer) {
        byte[] bytes() {
            return answer.body();
        }
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
        return lethe.downloadUrl(requestId).path("url").asText();
    }

    /**
     * The file of a finished export, by a link of its own; by another one where this machine was too slow for the first one's time.
     *
     * @throws StackException when none works
     */
    Download fetch(String requestId) throws IOException {
        long start = System.nanoTime();
        while (true) {
            var link = link(requestId);
            var answer = get(link);
            if (answer.statusCode() == OK) {
                return new Download(link, answer);
            }
            boolean late = answer.statusCode() == UNAVAILABLE || isExpired(answer);
            if (!late || System.nanoTime() - start > patience.toNanos()) {
                throw new StackException(
                        "A new link to export " + requestId + " answers " + describe(answer) + ", expected the file");
            }
        }
    }

    /** The file of a finished export, opened. */
    ExportedFile file(String requestId) throws IOException {
        return ExportedFile.open(fetch(requestId).bytes());
    }

    /** What a link answers that gives nothing. */
    int status(String link) throws IOException {
        return await(link, "a decision", patience, answer -> answer.statusCode() != UNAVAILABLE)
                .statusCode();
    }

    /**
     * Waits until a link does not work any more because its time is over.
     *
     * @param time how long it works
     * @throws StackException when it works for much longer
     */
    void awaitExpiry(String link, Duration time) throws IOException {
        await(link, EXPIRED, time.plus(patience), Exports::isExpired);
    }

    private HttpResponse<byte[]> await(
            String link, String expected, Duration most, Predicate<HttpResponse<byte[]>> isSo) throws IOException {
        long start = System.nanoTime();
        var answer = get(link);
        while (!isSo.test(answer)) {
            if (System.nanoTime() - start > most.toNanos()) {
                throw new StackException("A link answers " + describe(answer) + " after " + most.toSeconds()
                        + " s, expected " + expected);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = get(link);
        }
        return answer;
    }

    /** What is behind a link, as somebody gets it who has nothing but the link. */
    private HttpResponse<byte[]> get(String url) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean isExpired(HttpResponse<byte[]> answer) {
        return answer.statusCode() == GONE && problem(answer).contains(EXPIRED);
    }

    private static String describe(HttpResponse<byte[]> answer) {
        return answer.statusCode() == OK ? "with the file" : answer.statusCode() + " " + problem(answer);
    }

    private static String problem(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }
}
