package io.lethe.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A receiver of webhooks. */
final class HookServer implements AutoCloseable {
    static final int SILENT = -1;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile int status = 204;

    /** What came. */
    record Post(String path, String body, String type, String key, String signature) {}

    HookServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on it answers so; {@link #SILENT}: not before it is closed, or so late that nobody is to wait for it. */
    void answering(int next) {
        status = next;
    }

    List<Post> posts() {
        return posts;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        posts.add(new Post(
                exchange.getRequestURI().getPath(),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                headers.getFirst("Content-Type"),
                headers.getFirst("Idempotency-Key"),
                headers.getFirst("Lethe-Signature")));
        int now = status;
        if (now == SILENT && isClosedMeanwhile()) {
            exchange.close();
            return;
        }
        if (now / 100 == 3) {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port() + "/elsewhere");
        }
        exchange.sendResponseHeaders(now == SILENT ? 204 : now, -1);
        exchange.close();
    }

    private boolean isClosedMeanwhile() {
        try {
            return closing.await(io.lethe.testing.Patience.MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
