package io.lethe.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A running {@link EngineMain}. */
final class EngineProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    /** As an operator would size it for the memory that the target allows. */
    static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final Process process;
    private final Path log;
    private final String http;
    private final double startSeconds;

    private EngineProcess(Process process, Path log, String http, double startSeconds) {
        this.process = process;
        this.log = log;
        this.http = http;
        this.startSeconds = startSeconds;
    }

    /**
     * Starts it and returns when it is ready.
     *
     * @param jvmOptions more options, over the usual ones
     * @throws IOException if it ends instead; its log says why
     */
    static EngineProcess start(Deployment deployment, Path log, List<String> jvmOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(jvmOptions);
        deployment.settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(EngineMain.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.redirectError(log.toFile());
        long begun = System.nanoTime();
        Process process = builder.start();
        String http = awaitReady(process, log);
        return new EngineProcess(process, log, http, (System.nanoTime() - begun) / 1e9);
    }

    private static String awaitReady(Process process, Path log) throws IOException {
        return await(process, line -> line.startsWith(EngineMain.READY), log).substring(EngineMain.READY.length());
    }

    private static String await(Process process, Predicate<String> wanted, Path log) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (wanted.test(line)) {
                return line;
            }
        }
        throw new IOException("Lethe ended; its log is " + log);
    }

    String http() {
        return http;
    }

    long pid() {
        return process.pid();
    }

    /** From the start of the process until it was ready. */
    double startSeconds() {
        return startSeconds;
    }

    /**
     * How far its copies of stores are behind.
     *
     * @throws IOException if it has ended
     */
    StoreLag storeLag() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return StoreLag.parse(await(process, StoreLag::isIn, log));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
