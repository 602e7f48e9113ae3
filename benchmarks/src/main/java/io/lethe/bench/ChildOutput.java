package io.lethe.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The standard output of a child process, read by a thread of its own: a child that never answers holds up nobody for ever. */
final class ChildOutput {
    private static final int LOG_CHARACTERS = 2_000;

    private final Process process;
    private final String name;
    private final Path log;
    /** Empty: the end. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private ChildOutput(Process process, String name, Path log) {
        this.process = process;
        this.name = name;
        this.log = log;
    }

    /**
     * Listens from now on.
     *
     * @param name of the child, for people
     * @param log where its standard error goes
     */
    static ChildOutput of(Process process, String name, Path log) {
        ChildOutput output = new ChildOutput(process, name, log);
        Thread thread = new Thread(output::listen, "bench-output-" + process.pid());
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    /**
     * The next line that is wanted; others before it are dropped.
     *
     * @param expected what is waited for, for people
     * @param most how long; a child that has not said it by then is killed
     * @throws IOException if it was not said, with the end of the log
     */
    String await(String expected, Predicate<String> wanted, Duration most) throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            Optional<String> line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                process.destroyForcibly();
                throw failure(expected, "did not say so within " + most.toSeconds() + " s and was killed");
            }
            if (line.isEmpty()) {
                lines.add(line);
                throw failure(expected, "ended");
            }
            if (wanted.test(line.get())) {
                return line.get();
            }
        }
    }

    private IOException failure(String expected, String what) throws IOException {
        String said = Files.readString(log);
        return new IOException(name + " " + what + ", expected: " + expected + ". The end of its log " + log + ": "
                + said.substring(Math.max(0, said.length() - LOG_CHARACTERS)));
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().map(Optional::of).forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // The stream of a killed child breaks; what it had to say was read.
        }
        lines.add(Optional.empty());
    }
}
