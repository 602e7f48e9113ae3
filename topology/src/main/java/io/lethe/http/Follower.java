package io.lethe.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.lethe.query.NotReadableException;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events: the status document each time it changes, until the request has ended. Each follower has a thread of its own, so that a slow
 * one holds up nobody; that is why there can be few.
 */
final class Follower implements AutoCloseable {
    private static final int MOST = 32;
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Proxies cut silent connections; a comment also finds out whether anybody still listens. */
    private static final int LOOKS_TO_COMMENT = 40;

    private final StatusReader reader;
    private final Places places = new Places(MOST, "there are " + MOST + " followers already; use ?wait= instead");
    private final CountDownLatch closing = new CountDownLatch(1);

    Follower(StatusReader reader) {
        this.reader = reader;
    }

    /** Not for HEAD: nothing is written then, so that nobody would notice that the caller has gone. */
    boolean isWanted(Context ctx) {
        String accept = ctx.header("Accept");
        return !ctx.method().equals(HandlerType.HEAD) && accept != null && accept.contains("text/event-stream");
    }

    void follow(Context ctx, UUID id) {
        Places.Held place = places.take();
        boolean begun = false;
        try {
            new SseHandler(0, client -> run(client, id, place)).handle(ctx);
            begun = true;
        } finally {
            // Not in a catch: a caller who has gone already is an IOException, which Javalin does not declare.
            if (!begun) {
                place.close();
            }
        }
    }

    private void run(SseClient client, UUID id, Places.Held place) {
        try (place) {
            send(client, id);
        } finally {
            client.close();
        }
    }

    private void send(SseClient client, UUID id) {
        String sent = "";
        int quiet = 0;
        boolean over = false;
        while (!over && !client.terminated()) {
            Snapshot now = snapshot(id);
            if (now != null && !now.etag().equals(sent)) {
                client.sendEvent("status", new ByteArrayInputStream(now.json()), now.etag());
                sent = now.etag();
                quiet = 0;
            } else if (++quiet % LOOKS_TO_COMMENT == 0) {
                client.sendComment("still here");
            }
            over = (now != null && now.ended()) || isClosing();
        }
    }

    /** The document; null while it cannot be read, which ends by itself. */
    private Snapshot snapshot(UUID id) {
        try {
            return reader.snapshot(id);
        } catch (NotReadableException e) {
            return null;
        }
    }

    private boolean isClosing() {
        try {
            return closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends every follower within a moment. */
    @Override
    public void close() {
        closing.countDown();
    }
}
