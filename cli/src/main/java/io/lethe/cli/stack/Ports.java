package io.lethe.cli.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Loopback ports of one stack, remembered in its data directory so that a restart keeps those that are still free. New ones are drawn from below the ranges that
 * Linux (32768) and macOS (49152) hand to outgoing connections: one from there would often be taken at the next start.
 */
final class Ports {
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 200;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Path file;
    private final Properties remembered = new Properties();

    private Ports(Path file) {
        this.file = file;
    }

    static Ports of(DataDir dataDir) {
        var ports = new Ports(dataDir.of("ports.properties"));
        if (Files.exists(ports.file)) {
            ports.load();
        }
        return ports;
    }

    /** The port that this part had before if it is free now, else a free one, remembered from now on. */
    int claim(String part) {
        var before = remembered.getProperty(part, "");
        if (before.matches("\\d{4,5}") && isFree(Integer.parseInt(before))) {
            return Integer.parseInt(before);
        }
        int port = anyFree();
        remember(part, port);
        return port;
    }

    /** Forgets the port of a part: something took it between the question and the answer. */
    void forget(String part) {
        remembered.remove(part);
    }

    /**
     * Keeps a port that the user chose.
     *
     * @throws StackException when it is taken
     */
    int take(String part, int port) {
        if (!isFree(port)) {
            throw new StackException(
                    "Port " + port + " is in use: choose another with --port, or leave it out for a free one");
        }
        remember(part, port);
        return port;
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            return true;
        } catch (IOException e) {
            // Taken is an answer here, not an error.
            return false;
        }
    }

    private int anyFree() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST))
                .limit(TRIES)
                .filter(port -> !remembered.containsValue(Integer.toString(port)))
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(
                        () -> new StackException("No free port found on 127.0.0.1 between " + FIRST + " and " + LAST));
    }

    private void remember(String part, int port) {
        remembered.setProperty(part, Integer.toString(port));
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            remembered.store(writer, "Ports of this stack, kept across restarts while they are free");
        } catch (IOException e) {
            throw new StackException(file + " cannot be written: is the disk full?", e);
        }
    }

    private void load() {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            remembered.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StackException(file + " cannot be read: remove it", e);
        }
    }
}
