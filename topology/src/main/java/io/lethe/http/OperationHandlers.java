package io.lethe.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** For those who run Lethe, and for their machines. */
final class OperationHandlers {
    static final String OPEN_API = "/openapi.json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final Supplier<String> metrics;
    private final byte[] openApi = resource(OPEN_API);

    /** Health as MicroProfile names it. */
    record Health(String status, SortedMap<String, String> obstacles) {}

    OperationHandlers(Readiness readiness, Supplier<String> metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** GET /health/live: 503 means that a restart is needed. */
    void live(Context ctx) {
        boolean alive = readiness.isAlive();
        answer(ctx, alive, alive ? new TreeMap<>() : readiness.obstacles());
    }

    /** GET /health/ready: 503 means that other instances should be asked for now. */
    void ready(Context ctx) {
        SortedMap<String, String> obstacles = readiness.obstacles();
        answer(ctx, obstacles.isEmpty(), obstacles);
    }

    private static void answer(Context ctx, boolean good, SortedMap<String, String> obstacles) {
        Exchange.json(ctx, good ? 200 : 503, new Health(good ? "UP" : "DOWN", obstacles));
    }

    /** GET /metrics. */
    void metrics(Context ctx) {
        ctx.contentType(PROMETHEUS).result(metrics.get());
    }

    /** GET /openapi.json. */
    void openApi(Context ctx) {
        ctx.contentType("application/json").result(openApi);
    }

    private static byte[] resource(String name) {
        try (InputStream in = OperationHandlers.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the class path", e);
        }
    }
}
