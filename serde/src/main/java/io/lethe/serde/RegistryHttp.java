package io.lethe.serde;

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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;

/** One call to whichever configured address answers. Every call this client makes may be repeated without harm. */
final class RegistryHttp {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String ACCEPT = MEDIA_TYPE + ", application/vnd.schemaregistry+json, application/json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final List<URI> addresses;
    private final Duration readTimeout;
    private final Optional<String> authorization;
    private final HttpClient http;
    /** Index of the address that answered last: a dead one is not waited for again and again. */
    private volatile int preferred;

    RegistryHttp(RegistryConfig config) {
        addresses = config.addresses();
        readTimeout = config.readTimeout();
        authorization = config.credentials().map(RegistryHttp::basic);
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .sslContext(RegistryTls.context(config))
                .build();
    }

    /** What the registry said. {@code body} is a missing node where it was not JSON. */
    record Reply(URI address, int status, JsonNode body) {
        int errorCode() {
            return body.path("error_code").asInt(0);
        }

        String message() {
            return "HTTP " + status
                    + body.path("message").asText("").transform(text -> text.isEmpty() ? "" : ": " + text);
        }
    }

    /**
     * Asks the addresses in turn until one answers.
     *
     * @param body turned into JSON; empty: none is sent
     * @return any answer but 5xx and 429
     * @throws RegistryUnavailableException when no address gave one
     */
    Reply call(String method, String path, Map<String, ?> body) {
        List<String> failures = new ArrayList<>();
        IOException last = null;
        for (int i = 0, first = preferred; i < addresses.size(); i++) {
            int index = (first + i) % addresses.size();
            try {
                Reply reply = answer(addresses.get(index), method, path, body);
                preferred = index;
                return reply;
            } catch (IOException e) {
                failures.add(addresses.get(index) + " (" + reason(e) + ")");
                last = e;
            }
        }
        throw new RegistryUnavailableException(
                "No schema registry answered: " + String.join(", ", failures) + ". Check that it runs and that "
                        + RegistryConfig.URL + " points to it; the call may be repeated.",
                last);
    }

    List<URI> addresses() {
        return addresses;
    }

    private Reply answer(URI address, String method, String path, Map<String, ?> body) throws IOException {
        HttpResponse<String> response = exchange(request(address, method, path, body));
        if (response.statusCode() >= SERVER_ERROR || response.statusCode() == TOO_MANY_REQUESTS) {
            throw new IOException("HTTP " + response.statusCode());
        }
        return new Reply(address, response.statusCode(), parse(response.body()));
    }

    private HttpRequest request(URI address, String method, String path, Map<String, ?> body)
            throws JsonProcessingException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).header("Accept", ACCEPT);
        authorization.ifPresent(value -> request.header("Authorization", value));
        if (body.isEmpty()) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        request.header("Content-Type", MEDIA_TYPE);
        return request.method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException {
        try {
            return send(request);
        } catch (HttpTimeoutException | ConnectException e) {
            throw e;
        } catch (IOException staleConnection) {
            // The pool may have held a connection that a restarted registry had closed; a second try opens a new one.
            return send(request);
        }
    }

    /** Bounds the whole exchange: the JDK's own request time-out stops counting when the headers have come. */
    private HttpResponse<String> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(readTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("no answer within " + readTimeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw asIoException(e.getCause());
        }
    }

    /** Keeps the type, which decides about a second try. */
    private static IOException asIoException(Throwable cause) {
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    private static String reason(IOException e) {
        if (e instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (e instanceof ConnectException) {
            return "connection refused";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
