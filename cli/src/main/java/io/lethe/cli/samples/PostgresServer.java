package io.lethe.cli.samples;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lethe.bench.PostgresStart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server of our own on a free port, with its data in a directory that outlives it. */
final class PostgresServer implements AutoCloseable {
    private static final int POOL_SIZE = 6;
    private static final String PID_FILE = "postmaster.pid";
    private static final String LOCK_FILE = "epg-lock";

    private final EmbeddedPostgres server;
    private final Path pidFile;
    private final Process watchdog;

    private PostgresServer(EmbeddedPostgres server, Path pidFile, Process watchdog) {
        this.server = server;
        this.pidFile = pidFile;
        this.watchdog = watchdog;
    }

    /**
     * Starts the server on its directory, which is made when absent.
     *
     * @throws IOException when it does not start, or an earlier one on this directory does not end
     */
    static PostgresServer start(Path directory) throws IOException {
        return start(directory, (builder, attempt) -> {});
    }

    /** Starts it with more settings. */
    static PostgresServer start(Path directory, PostgresStart.Settings more) throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        EmbeddedPostgres server = PostgresStart.start(directory, (builder, attempt) -> {
            Postmaster.awaitEnd(data.resolve(PID_FILE));
            if (attempt > 1) {
                // The attempt that failed keeps it locked as long as this process runs.
                Files.deleteIfExists(data.resolve(LOCK_FILE));
            }
            builder.setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setServerConfig("max_connections", "40");
            more.add(builder, attempt);
        });
        long pid = Postmaster.pid(data.resolve(PID_FILE))
                .orElseThrow(() -> new IOException("PostgreSQL left no " + PID_FILE));
        return new PostgresServer(server, data.resolve(PID_FILE), Postmaster.endWithThisProcess(pid));
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

    /** The library gives the server a few seconds to end and then goes on as if it had: what is in the directory may only be used or deleted once it has. */
    @Override
    public void close() throws IOException {
        try {
            server.close();
            Postmaster.awaitEnd(pidFile);
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
