package io.lethe.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Answers HTTP calls with prepared documents, in their order, and keeps what was asked. */
public final class FakeLethe implements AutoCloseable {
    private static final int RANDOM_KEY = 36;

    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    public FakeLethe() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public FakeLethe answering(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    /** The next call is taken, and its connection ends without an answer. */
    public FakeLethe hangingUp() {
        answers.add(new Answer(0, ""));
        return this;
    }

    /** Method, path with query, and body of each call. */
    public List<String> asked() {
        return asked;
    }

    /** Idempotency key of each call; empty where it had none. */
    public List<String> keys() {
        return keys;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body
                        + (key == null || key.length() == RANDOM_KEY ? "" : " key=" + key))
                .strip());
        keys.add(key == null ? "" : key);
        var answer = answers.remove();
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record Answer(int status, String body) {}
}
