package io.lethe.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The lethe command in a process of its own, as the launcher runs it. Closing it kills what is left of it. */
final class LetheProcess implements AutoCloseable {
    /** A build that runs in the background ignores SIGINT, and so would everything that it starts; a terminal's Ctrl-C is not ignored. */
    private static final List<String> INTERRUPTIBLE = interruptible();

    /** Longer than a stack itself waits for its parts when it starts, and when it ends: what starts comes up first, then each part has its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Spoken out;
    private final List<ProcessHandle> seen = new ArrayList<>();

    private LetheProcess(Process process) {
        this.process = process;
        out = Spoken.by(process);
    }

    /** Starts it with this directory for temporary files; what it says beside its result shows in the test's output. */
    static LetheProcess start(Path temporary, String... arguments) throws IOException {
        var command = new ArrayList<>(INTERRUPTIBLE);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary));
        command.add("-Dlogback.configurationFile=logback.xml");
        // An operator's call that is not decided in time is repeated, and refused for what the first one did.
        command.add("-Dlethe.http.decision-timeout=PT30S");
        Optional.ofNullable(System.getProperty("io.lethe.postgres"))
                .ifPresent(shared -> command.add("-Dio.lethe.postgres=" + shared));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new LetheProcess(builder.start());
    }

    private static List<String> interruptible() {
        List<String> prefix = List.of("env", "--default-signal=INT");
        try {
            var trial = new ArrayList<>(prefix);
            trial.add("true");
            return new ProcessBuilder(trial).start().waitFor() == 0 ? prefix : List.of();
        } catch (IOException e) {
            // No env at all: the process is started as it is.
            return List.of();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The next line of its result; null at the end. A stack is there, or says why not, before that is waited for too long. */
    String line() throws InterruptedException {
        return line(PATIENCE);
    }

    /** The same of a command that takes longer. */
    String line(Duration most) throws InterruptedException {
        var line = out.line(most);
        process.descendants().forEach(seen::add);
        return line;
    }

    /** What Ctrl-C or a service manager sends: INT or TERM. */
    int stop(String signal) throws IOException, InterruptedException {
        process.descendants().forEach(seen::add);
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        return exitCode();
    }

    void kill() {
        process.descendants().forEach(seen::add);
        process.destroyForcibly();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The process did not end within " + PATIENCE.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** Waits until nothing is left of it and of the processes that it had started. */
    void awaitNothingLeft() {
        await().until(() -> seen.stream().noneMatch(ProcessHandle::isAlive));
    }

    int childrenSeen() {
        return seen.size();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        seen.forEach(ProcessHandle::destroyForcibly);
    }
}
