package io.lethe.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A connection that the other side gives up between two requests, as a restart or a load balancer does. */
class StaleConnectionTest {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);

    @Test
    void shouldWriteAgainOnANewConnection() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> requests = CompletableFuture.supplyAsync(() -> serve(server));
            SchemaRegistryClient client =
                    new SchemaRegistryClient(Samples.config("http://127.0.0.1:" + server.getLocalPort()));
            client.setCompatibility("a-value", CompatibilityLevel.FULL);
            client.setCompatibility("a-value", CompatibilityLevel.NONE);
            assertThat(requests.join()).isEqualTo(3);
        }
    }

    /** Answers one request, takes a second on the same connection and hangs up, answers it on the next. */
    private static int serve(ServerSocket server) {
        try {
            try (Socket first = server.accept()) {
                BufferedReader in = reader(first);
                takeRequest(in);
                first.getOutputStream().write(ANSWER);
                takeRequest(in);
            }
            try (Socket second = server.accept()) {
                takeRequest(reader(second));
                second.getOutputStream().write(ANSWER);
                return 3;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void takeRequest(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        assertThat(in.skip(length)).isEqualTo(length);
    }
}
