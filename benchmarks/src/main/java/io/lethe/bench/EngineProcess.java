package io.lethe.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link EngineMain}. */
final class EngineProcess implements AutoCloseable {
    /** It may have millions of records to restore first. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(10);

    private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(2);
    private static final long PATIENCE_SECONDS = 60;
    /** As an operator would size it for the memory that the target allows. */
    static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final Process process;
    private final ChildOutput output;
    private final String http;
    private final double startSeconds;

    private EngineProcess(Process process, ChildOutput output, String http, double startSeconds) {
        this.process = process;
        this.output = output;
        this.http = http;
        this.startSeconds = startSeconds;
    }

    /**
     * Starts it and returns when it is ready.
     *
     * @param jvmOptions more options, over the usual ones
     * @throws IOException if it ends instead, or takes too long; its log says why
     */
    static EngineProcess start(Deployment deployment, Path log, List<String> jvmOptions)
            throws IOException, InterruptedException {
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
        ChildOutput output = ChildOutput.of(process, "Lethe", log);
        String http = output.await("that it is ready", line -> line.startsWith(EngineMain.READY), START_PATIENCE)
                .substring(EngineMain.READY.length());
        return new EngineProcess(process, output, http, (System.nanoTime() - begun) / 1e9);
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
     * @throws IOException if it has ended or does not answer
     */
    StoreLag storeLag() throws IOException, InterruptedException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return StoreLag.parse(output.await("how far its stores are behind", StoreLag::isIn, ANSWER_PATIENCE));
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
