package io.lethe.serde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An HTTP server that answers as a test wants: wrongly, slowly, behind a password or TLS. */
final class StubRegistry implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();

    private StubRegistry(HttpServer server, HttpHandler handler) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            try {
                handler.handle(exchange);
            } finally {
                exchange.close();
            }
        });
        server.start();
    }

    static StubRegistry start(HttpHandler handler) throws IOException {
        return new StubRegistry(HttpServer.create(loopback(), 0), handler);
    }

    /** Talks TLS, to clients with a certificate only if so wanted. */
    static StubRegistry startTls(SSLContext context, boolean mutual, HttpHandler handler) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(mutual);
                connection.setSSLParameters(wanted);
            }
        });
        return new StubRegistry(server, handler);
    }

    /** Answers every request alike. */
    static HttpHandler answering(int status, String body) {
        return exchange -> reply(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Passes requests on to another registry. */
    static HttpHandler forwardingTo(URI registry) {
        return exchange -> {
            HttpRequest request = HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                    .build();
            HttpResponse<byte[]> answer =
                    HTTP.sendAsync(request, BodyHandlers.ofByteArray()).join();
            reply(exchange, answer.statusCode(), answer.body());
        };
    }

    /** Lets only requests with these credentials pass. */
    static HttpHandler behindPassword(String userInfo, HttpHandler next) {
        String expected = "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
        return exchange -> {
            if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                next.handle(exchange);
            } else {
                answering(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}")
                        .handle(exchange);
            }
        };
    }

    static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    URI url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), 0);
    }
}
