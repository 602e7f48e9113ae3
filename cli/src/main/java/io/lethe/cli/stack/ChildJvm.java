package io.lethe.cli.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A child JVM on this JVM's class path that ends when this process does, and says on its standard output when it is ready. */
final class ChildJvm implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Process process;
    private final CompletableFuture<String> firstWord = new CompletableFuture<>();

    private ChildJvm(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param options options of the JVM
     * @param main the class to run
     * @param arguments its arguments
     * @param wordPrefix how the line begins that says how the start went; all other output is dropped, as the child logs to a file
     */
    static ChildJvm start(List<String> options, Class<?> main, List<String> arguments, String wordPrefix) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add(main.getName());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            var child = new ChildJvm(builder.start());
            child.listen(wordPrefix);
            return child;
        } catch (IOException e) {
            throw new StackException("Cannot start " + command.get(0) + " for " + main.getSimpleName(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process ends. */
    CompletionStage<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * The line that says how the start went; empty when the process ended without a word.
     *
     * @throws StackException when none came in this time; the process is then stopped
     */
    String awaitFirstWord(Duration patience) {
        try {
            return firstWord.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new StackException("not ready within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new StackException("interrupted while starting", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The first word is never completed with an error", e);
        }
    }

    /** Lets go of it, waits for its clean end, and kills it when that takes too long. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The pipe broke because the child is gone already.
        }
        if (!ended(STOP)) {
            process.destroyForcibly();
            ended(STOP);
        }
    }

    private boolean ended(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void listen(String wordPrefix) {
        var thread = new Thread(() -> readUntilEnd(wordPrefix), "child-" + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private void readUntilEnd(String wordPrefix) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(wordPrefix)) {
                    firstWord.complete(line);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The stream of a killed child breaks; what it had to say was read.
        }
        firstWord.complete("");
    }
}
