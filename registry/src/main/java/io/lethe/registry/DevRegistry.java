package io.lethe.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry for development and tests on one machine, behind the REST paths that Confluent's clients use.
 *
 * <p><b>Not for production</b>: one process, one disk, no replication, no authentication, no TLS, loopback only, no
 * deletion, self-contained Avro schemas only. Its ids and levels survive a kill of the process, as they are synced to
 * disk before they are answered; compatibility is checked for real.
 */
public final class DevRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DevRegistry.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MAX_BODY_BYTES = 4 << 20;
    private static final int THREADS = 4;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    static {
        // Without it each answer on a kept connection waits 40 ms for the other side's delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final RegistryStore store;
    private final RegistryApi api;
    private final HttpServer server;
    private final ExecutorService threads;

    private DevRegistry(Path directory, int port) throws IOException {
        store = new RegistryStore(directory);
        api = new RegistryApi(store);
        server = bind(port);
        threads = Executors.newFixedThreadPool(THREADS, DevRegistry::daemon);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /**
     * Starts a registry on loopback.
     *
     * @param directory where its ids live; made when absent, and used by one registry at a time
     * @param port port to listen on; 0: a free one
     * @throws IOException when the directory is damaged or in use, or the port is taken
     */
    public static DevRegistry start(Path directory, int port) throws IOException {
        DevRegistry registry = new DevRegistry(directory, port);
        registry.server.start();
        LOG.info(
                "Development schema registry on {} (not for production: one process, no authentication), ids kept in {}",
                registry.url(),
                directory);
        return registry;
    }

    /** Its address, without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The registry's log could not be closed", e);
        }
    }

    private HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        } catch (IOException e) {
            store.close();
            throw new IOException(
                    "Port " + port + " cannot be opened for the development schema registry: choose a free one", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            JsonNode body = read(exchange);
            reply(exchange, 200, api.answer(exchange.getRequestMethod(), path(exchange), body));
        } catch (RegistryError e) {
            reply(exchange, e.status(), error(e.code(), e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "{} {} failed",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            reply(exchange, 500, error(50001, "The development registry failed; its log says why."));
        } finally {
            exchange.close();
        }
    }

    private static JsonNode read(HttpExchange exchange) throws RegistryError, IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw RegistryError.badRequest("The body is larger than " + MAX_BODY_BYTES + " bytes.");
        }
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw RegistryError.badRequest("The body is not JSON.");
        }
    }

    private static List<String> path(HttpExchange exchange) {
        return Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    private static void reply(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, Object> error(int code, String message) {
        return Map.of("error_code", code, "message", message);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "dev-registry");
        thread.setDaemon(true);
        return thread;
    }
}
