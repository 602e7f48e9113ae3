package io.lethe.cli.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The server process of PostgreSQL, which detaches itself from the process that starts it. */
final class Postmaster {
    private static final Duration END_WAIT = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_MS = 50;

    private Postmaster() {}

    /** The process that a directory's pid file names; none when there is no such file. */
    static Optional<Long> pid(Path pidFile) throws IOException {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Ends a server that an earlier, killed process left on the directory, or that was asked to end and still does.
     *
     * @throws IOException when it does not end
     */
    static void awaitEnd(Path pidFile) throws IOException {
        Optional<ProcessHandle> left = pid(pidFile).flatMap(ProcessHandle::of);
        if (left.isEmpty()) {
            return;
        }
        if (!left.get().info().command().orElse("").contains("postgres")) {
            Files.deleteIfExists(pidFile); // the number belongs to another process by now
            return;
        }
        stop(left.get().pid());
        Instant deadline = Instant.now().plus(END_WAIT);
        while (Files.exists(pidFile)) { // its last act is to delete it
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("PostgreSQL, process " + left.get().pid() + " on " + pidFile.getParent()
                        + ", does not end: stop it, then try again");
            }
            pause();
        }
    }

    /**
     * A process that stops the server as soon as this one is gone, however it went: then its standard input ends. It
     * ignores an interrupt from the keyboard, which goes to it too, so that a server is never left alone.
     */
    static Process endWithThisProcess(long pid) throws IOException {
        return new ProcessBuilder(
                        "/bin/sh", "-c", "trap '' INT TERM HUP; read -r _; kill -INT \"$1\"", "sh", Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** SIGINT is its "fast" shutdown: it does not wait for clients, and leaves the directory clean. */
    private static void stop(long pid) throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(pid))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_EVERY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
