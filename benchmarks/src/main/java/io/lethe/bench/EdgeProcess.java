package io.lethe.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link EdgeMain}, with the options of Lethe's process. */
final class EdgeProcess implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final String http;

    private EdgeProcess(Process process, String http) {
        this.process = process;
        this.http = http;
    }

    /**
     * Starts it and returns when it listens.
     *
     * @throws IOException if it ends instead, or takes too long; its log says why
     */
    static EdgeProcess start(String jdbcUrl, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(EngineProcess.OPTIONS);
        command.add("-D" + EdgeMain.JDBC_URL + "=" + jdbcUrl);
        command.add(EdgeMain.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.redirectError(log.toFile());
        Process process = builder.start();
        String ready = ChildOutput.of(process, "The rival's HTTP edge", log)
                .await("that it is ready", line -> line.startsWith(EdgeMain.READY), START_PATIENCE);
        return new EdgeProcess(process, ready.substring(EdgeMain.READY.length()));
    }

    /** Where it listens. */
    String http() {
        return http;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
