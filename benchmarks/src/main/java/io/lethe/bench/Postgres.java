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

/** A PostgreSQL 18 server, durable, and set up as one would for much writing on this machine. */
final class Postgres implements AutoCloseable {
    private static final String SCHEMA = "rival.sql";

    private final EmbeddedPostgres server;

    /** Starts it. */
    Postgres(Path directory) throws IOException {
        Files.createDirectories(directory);
        server = PostgresStart.start(
                directory,
                (builder, attempt) -> builder.setDataDirectory(directory.resolve("data-" + attempt))
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("shared_buffers", "512MB")
                        .setServerConfig("max_wal_size", "8GB")
                        .setServerConfig("checkpoint_timeout", "30min")
                        .setServerConfig("max_connections", "60")
                        .setServerConfig("jit", "off"));
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
