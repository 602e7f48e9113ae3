package io.lethe.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL 18 server, durable, and set up as one would for much writing on this machine. */
final class Postgres implements AutoCloseable {
    private static final int STARTS = 3;
    private static final Duration START_WAIT = Duration.ofSeconds(20);
    private static final String SCHEMA = "rival.sql";

    private final EmbeddedPostgres server;

    /**
     * Starts it. The library looks for a free port, and the server takes it only seconds later, when its files are unpacked and initialised: another process may
     * have taken it meanwhile, so that it is tried again.
     */
    Postgres(Path directory) throws IOException {
        Files.createDirectories(directory);
        EmbeddedPostgres started = null;
        for (int attempt = 1; started == null; attempt++) {
            Path log = directory.resolve("server-" + attempt + ".log");
            try {
                started = start(directory, attempt, ProcessBuilder.Redirect.to(log.toFile()));
            } catch (IOException e) {
                if (attempt == STARTS) {
                    throw new IOException(
                            "PostgreSQL did not start in " + STARTS + " attempts; the last one's log, " + log + ": "
                                    + Files.readString(log),
                            e);
                }
            }
        }
        server = started;
    }

    private static EmbeddedPostgres start(Path directory, int attempt, ProcessBuilder.Redirect log) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data-" + attempt))
                .setOverrideWorkingDirectory(binaries(directory).toFile())
                .setPGStartupWait(START_WAIT)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("checkpoint_timeout", "30min")
                .setServerConfig("max_connections", "60")
                .setServerConfig("jit", "off")
                .start();
    }

    /** Where the launcher names a directory for it, they are unpacked once for all servers. */
    private static Path binaries(Path directory) {
        String shared = System.getProperty("io.lethe.postgres");
        return shared == null ? directory.resolve("binaries") : Path.of(shared);
    }

    /** A new connection without automatic commits. */
    Connection connect() throws SQLException {
        Connection connection = server.getPostgresDatabase().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Where other processes connect to. */
    String jdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Makes everything anew, empty. */
    void reset() throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                InputStream schema = Postgres.class.getResourceAsStream(SCHEMA)) {
            statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            connection.commit();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
