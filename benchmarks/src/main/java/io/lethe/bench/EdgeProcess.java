package io.lethe.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link EdgeMain}, with the options of Lethe's process. */
final class EdgeProcess implements AutoCloseable {
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
     * @throws IOException if it ends instead; its log says why
     */
    static EdgeProcess start(String jdbcUrl, Path log) throws IOException {
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
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(EdgeMain.READY)) {
                return new EdgeProcess(process, line.substring(EdgeMain.READY.length()));
            }
        }
        throw new IOException("The rival's HTTP edge did not start; its log is " + log);
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
