package io.lethe.cli.samples;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL server of our own on a free port, with its data in a directory that outlives it. */
final class PostgresServer implements AutoCloseable {
    private static final Duration START_WAIT = Duration.ofSeconds(60);
    private static final int POOL_SIZE = 6;
    private static final String PID_FILE = "postmaster.pid";

    private final EmbeddedPostgres server;
    private final Process watchdog;

    private PostgresServer(EmbeddedPostgres server, Process watchdog) {
        this.server = server;
        this.watchdog = watchdog;
    }

    /**
     * Starts the server on its directory, which is made when absent.
     *
     * @throws IOException when it does not start, or an earlier one on this directory does not end
     */
    static PostgresServer start(Path directory) throws IOException {
        Path data = directory.resolve("data");
        Files.createDirectories(data);
        Postmaster.awaitEnd(data.resolve(PID_FILE));
        // Acknowledgements promise that the effect is durable, so the library's fast and loose settings are taken back.
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(binaries(directory).toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WAIT)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("max_connections", "40")
                .start();
        long pid = Postmaster.pid(data.resolve(PID_FILE))
                .orElseThrow(() -> new IOException("PostgreSQL left no " + PID_FILE));
        return new PostgresServer(server, Postmaster.endWithThisProcess(pid));
    }

    /** Unpacking takes longer than all else of a start: where the launcher names a directory for it, it is done once for all servers. */
    private static Path binaries(Path directory) {
        String shared = System.getProperty("io.lethe.postgres");
        return shared == null ? directory.resolve("binaries") : Path.of(shared);
    }

    /** A pool of connections to a database, which is made when absent. */
    HikariDataSource database(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            if (!exists(connection, name)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + name);
                }
            }
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("samples-" + name);
        config.setDataSource(server.getDatabase("postgres", name));
        config.setMaximumPoolSize(POOL_SIZE);
        return new HikariDataSource(config);
    }

    /** Address of a database, for people. */
    String url(String database) {
        return server.getJdbcUrl("postgres", database);
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            watchdog.destroyForcibly();
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }
}
