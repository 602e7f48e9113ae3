package io.lethe.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Starts a durable PostgreSQL server on loopback: a measurement's, and the sample company's too. The library looks for a free port, and the server takes it only
 * seconds later, when its files are unpacked and initialised: another process may have taken it meanwhile, so that it is tried again.
 */
public final class PostgresStart {
    private static final int ATTEMPTS = 3;
    private static final Duration WAIT = Duration.ofSeconds(60);

    private PostgresStart() {}

    /** What a server has of its own. */
    public interface Settings {
        /**
         * Adds it; called before each attempt.
         *
         * @param attempt from 1 on
         */
        void add(EmbeddedPostgres.Builder builder, int attempt) throws IOException;
    }

    /**
     * Starts it.
     *
     * @param directory which is there; the logs of the attempts go into it
     * @throws IOException with the log of the last attempt when none succeeded
     */
    public static EmbeddedPostgres start(Path directory, Settings settings) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Path log = directory.resolve("server-" + attempt + ".log");
            EmbeddedPostgres.Builder builder = common(directory, Redirect.to(log.toFile()));
            settings.add(builder, attempt);
            try {
                return builder.start();
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(
                            "PostgreSQL did not start in " + ATTEMPTS + " attempts; the last one's log, " + log + ": "
                                    + Files.readString(log),
                            e);
                }
            }
        }
    }

    /** The library would trade durability for speed. By name, localhost could be two addresses of which one is free, and the server content with it. */
    private static EmbeddedPostgres.Builder common(Path directory, Redirect log) {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries(directory).toFile())
                .setPGStartupWait(WAIT)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
    }

    /** Unpacking takes longer than all else of a start: where the launcher names a directory for it, it is done once for all servers. */
    private static Path binaries(Path directory) {
        String shared = System.getProperty("io.lethe.postgres");
        return shared == null ? directory.resolve("binaries") : Path.of(shared);
    }
}
