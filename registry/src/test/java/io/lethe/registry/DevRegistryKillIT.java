package io.lethe.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every id that was answered is there, and the same, after the process was killed in the middle of many registrations. */
class DevRegistryKillIT {
    private static final int WRITERS = 4;
    private static final int BEFORE_THE_KILL = 50;
    /** Each registration is synced to disk, of which there are slow ones. */
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path directory;

    private final Map<String, Integer> answered = new ConcurrentHashMap<>();
    private final CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);

    @Test
    void shouldKeepEveryAnsweredIdWhenKilled() throws IOException, InterruptedException {
        int port = freePort();
        Process process = launch(port);
        Rest rest = new Rest(URI.create("http://127.0.0.1:" + port));
        try {
            awaitStart(rest, process);
            Thread[] writers =
                    IntStream.range(0, WRITERS).mapToObj(i -> writer(rest, i)).toArray(Thread[]::new);
            assertThat(enough.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            process.destroyForcibly().waitFor();
            for (Thread writer : writers) {
                writer.join();
            }
        } finally {
            process.destroyForcibly();
        }
        assertAllThere();
    }

    private void assertAllThere() throws IOException {
        assertThat(answered).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
        try (DevRegistry again = DevRegistry.start(directory, 0)) {
            Rest rest = new Rest(again.url());
            answered.forEach((name, id) -> {
                assertThat(rest.get("/schemas/ids/" + id).body().path("schema").asText())
                        .contains("\"" + name + "\"");
                assertThat(register(rest, name)).isEqualTo(id);
            });
            assertThat(answered.values()).doesNotHaveDuplicates();
        }
    }

    /** Registers schema after schema until the registry is gone. */
    private Thread writer(Rest rest, int number) {
        Thread writer = new Thread(() -> {
            for (int i = 0; ; i++) {
                String name = "R" + number + "x" + i;
                try {
                    answered.put(name, register(rest, name));
                    enough.countDown();
                } catch (IllegalStateException killed) {
                    return;
                }
            }
        });
        writer.start();
        return writer;
    }

    private static int register(Rest rest, String name) {
        String schema = "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[]}";
        Rest.Answer answer = rest.post("/subjects/" + name + "/versions", schema);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("id").asInt();
    }

    private Process launch(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RegistryProcess.class.getName(),
                        directory.toString(),
                        String.valueOf(port))
                .inheritIO()
                .start();
    }

    private static void awaitStart(Rest rest, Process process) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                rest.get("/");
                return;
            } catch (IllegalStateException notYet) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        throw new AssertionError("the registry's process did not answer within " + PATIENCE_SECONDS + " s");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
