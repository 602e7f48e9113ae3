package io.lethe.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import io.lethe.schemas.Action;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who ask for a file and do not read it. */
class SlowDownloadsTest {
    private static final String ALICE = "alice";
    /** More than the sockets of both sides keep. */
    private static final int SIZE = 16 << 20;

    private static final int USES = 3;
    private static final String OK = "HTTP/1.1 200";

    @TempDir
    private Path directory;

    private final Background background = new Background();
    private final List<Socket> callers = new ArrayList<>();
    private HttpFixture lethe;
    private String id;

    @BeforeEach
    void start() throws IOException {
        lethe = new HttpFixture(directory, Policy.defaults()).service("orders", Action.EXPORT);
        // Decisions come after a moment, on the threads that they come on for everybody.
        lethe.answers = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, background.answers());
        id = Exports.ready(lethe, ALICE, new byte[SIZE]);
    }

    @AfterEach
    void stop() throws Exception {
        hangUp();
        lethe.close();
        background.close();
    }

    @Test
    void shouldAnswerEverybodyElse() throws IOException {
        call(HttpFixture.PLACES);

        assertThat(lethe.export("bob").status()).isEqualTo(202);
        assertThat(lethe.hold("bob", "case-7", "\"reason\":\"court\"").status()).isEqualTo(202);
        assertThat(Exports.link(lethe, id).status()).isEqualTo(200);
        assertThat(lethe.store.open).hasValue(HttpFixture.PLACES);
    }

    @Test
    void shouldTakeNoMoreThanThereArePlacesAndSpendNoUse() throws IOException {
        String path = Exports.path(Exports.link(lethe, id));
        call(HttpFixture.PLACES);

        for (int i = 0; i <= USES; i++) {
            Answer refused = lethe.http.get(path);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("code")).isEqualTo("UNAVAILABLE");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        }
        assertThat(lethe.status(id).body().at("/export/downloads").asInt()).isEqualTo(HttpFixture.PLACES);
        hangUp();

        await().until(() -> lethe.store.open.get() == 0);
        for (int use = 1; use <= USES; use++) {
            assertThat(lethe.http.get(path).response().body()).hasSize(SIZE);
        }
        assertThat(lethe.http.get(path).text("code")).isEqualTo("LINK_USED_UP");
        assertThat(lethe.store.open).hasValue(0);
    }

    /** So many callers who read the first line of their answer and no more. */
    private void call(int count) throws IOException {
        String path = "";
        for (int i = 0; i < count; i++) {
            path = i % USES == 0 ? Exports.path(Exports.link(lethe, id)) : path;
            Socket socket = new Socket();
            callers.add(socket);
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), lethe.port));
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(US_ASCII));
            byte[] line = socket.getInputStream().readNBytes(OK.length());
            assertThat(new String(line, US_ASCII)).as("caller %d", i).isEqualTo(OK);
        }
    }

    private void hangUp() throws IOException {
        for (Socket caller : callers) {
            caller.close();
        }
    }
}
