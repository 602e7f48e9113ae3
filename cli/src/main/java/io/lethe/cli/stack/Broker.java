package io.lethe.cli.stack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletionStage;

/** A Kafka broker of one node in a child JVM, its data in the data directory, on loopback. */
public final class Broker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRIES = 3;
    private static final int TAIL_LINES = 12;
    private static final String PORT = "broker";
    private static final String CONTROLLER_PORT = "controller";
    private static final String WORD = "lethe-broker-";

    private final ChildJvm child;
    private final int port;

    private Broker(ChildJvm child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * Starts it and waits until it serves. Its ports are those of the last start where they are free.
     *
     * @throws StackException with the end of the broker's log, when it does not start
     */
    public static Broker start(DataDir dataDir) {
        var ports = Ports.of(dataDir);
        for (int attempt = 1; ; attempt++) {
            int port = ports.claim(PORT);
            var child = launch(dataDir, port, ports.claim(CONTROLLER_PORT));
            var word = awaitWord(child, dataDir);
            if (word.equals(BrokerMain.READY)) {
                return new Broker(child, port);
            }
            child.close();
            if (attempt == TRIES || !word.contains("bind")) {
                throw failure(dataDir, word.replace(BrokerMain.FAILED, ""));
            }
            ports.forget(PORT);
            ports.forget(CONTROLLER_PORT);
        }
    }

    /** Address of the broker as {@code host:port}. */
    public String bootstrapServers() {
        return BrokerSettings.HOST + ":" + port;
    }

    /** Process id of the child JVM. */
    public long pid() {
        return child.pid();
    }

    /** Completes with the exit code when the broker's process ends, for whatever reason. */
    public CompletionStage<Integer> onExit() {
        return child.onExit();
    }

    /** Stops it cleanly, or kills it when that takes longer than half a minute. */
    @Override
    public void close() {
        child.close();
    }

    private static ChildJvm launch(DataDir dataDir, int port, int controllerPort) {
        var settings = BrokerSettings.of(dataDir.of("broker"), port, controllerPort);
        var options = new ArrayList<>(List.of(
                "-Xmx384m",
                "-Xms64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlogback.configurationFile=io/lethe/cli/logback-broker.xml",
                "-Dlethe.log.file=" + dataDir.log("broker")));
        options.addAll(compilerOptions());
        return ChildJvm.start(
                options, BrokerMain.class, List.of(write(dataDir, settings).toString()), WORD);
    }

    /** A broker of a command that ends soon lives as short as that does: it compiles no more than its parent. */
    private static List<String> compilerOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:TieredStopAtLevel="))
                .toList();
    }

    private static Path write(DataDir dataDir, Properties settings) {
        var file = dataDir.of("broker.properties");
        try (var writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            Files.createDirectories(dataDir.of("broker"));
            settings.store(writer, "Written at every start of the stack");
            return file;
        } catch (IOException e) {
            throw new StackException(file + " cannot be written: is the disk full?", e);
        }
    }

    private static String awaitWord(ChildJvm child, DataDir dataDir) {
        try {
            return child.awaitFirstWord(PATIENCE);
        } catch (StackException e) {
            throw failure(dataDir, e.getMessage());
        }
    }

    private static StackException failure(DataDir dataDir, String reason) {
        var log = dataDir.log("broker");
        var why = reason.isEmpty() ? "its process ended" : reason;
        return new StackException(
                "The broker did not start: " + why + ". The end of " + log + ":\n" + LogTail.of(log, TAIL_LINES));
    }
}
