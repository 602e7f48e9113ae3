package io.lethe.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a child process says on its standard output, read beside the test: a child that never speaks fails the test and does not hold it up for ever. */
public final class Spoken {
    private final Process process;
    /** Empty: the end. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private final List<String> before = new ArrayList<>();

    private Spoken(Process process) {
        this.process = process;
    }

    /** Listens from now on. */
    public static Spoken by(Process process) {
        var spoken = new Spoken(process);
        var thread = new Thread(spoken::listen, "spoken-" + process.pid());
        thread.setDaemon(true);
        thread.start();
        return spoken;
    }

    /** The next line; null at the end. A child that says nothing for so long is killed. */
    public String line(Duration most) throws InterruptedException {
        var line = lines.poll(most.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            process.destroyForcibly();
            throw new AssertionError("Process " + process.pid() + " said nothing for " + most.toSeconds()
                    + " s, expected its next line; it is killed. It had said " + before);
        }
        line.ifPresentOrElse(before::add, () -> lines.add(Optional.empty()));
        return line.orElse(null);
    }

    private void listen() {
        try (var reader = process.inputReader()) {
            reader.lines().map(Optional::of).forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // The stream of a killed child breaks; what it had to say was read.
        }
        lines.add(Optional.empty());
    }
}
