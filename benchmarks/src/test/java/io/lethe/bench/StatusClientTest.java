package io.lethe.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller that counts answers must not count what is none. */
class StatusClientTest {
    private static final String ID = "000000b0-0000-4000-8000-000000000001";
    private static final String OTHER = "000000b0-0000-4000-8000-000000000002";

    private HttpServer server;
    private String asked;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestURI().getPath();
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldAskAgainAndAgainOverOneConnection() throws IOException {
        try (StatusClient client = client()) {
            for (String id : new String[] {ID, OTHER, ID}) {
                body = "{\"requestId\":\"" + id + "\",\"padding\":\"" + "x".repeat(20_000) + "\"}";
                assertThat(client.ask(id)).isTrue();
                assertThat(asked).isEqualTo("/api/v1/requests/" + id);
            }
        }
    }

    @Test
    void shouldTellWhatIsNotThereFromWhatWentWrong() throws IOException {
        try (StatusClient client = client()) {
            status = 404;
            body = "{}";
            assertThat(client.ask(ID)).isFalse();
            status = 503;
            assertThatThrownBy(() -> client.ask(ID)).hasMessageContaining("HTTP 503");
        }
    }

    @Test
    void shouldRefuseTheDocumentOfAnotherRequest() throws IOException {
        try (StatusClient client = client()) {
            body = "{\"requestId\":\"" + OTHER + "\"}";
            assertThatThrownBy(() -> client.ask(ID)).hasMessageContaining(ID);
        }
    }

    private StatusClient client() throws IOException {
        return new StatusClient("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
