package io.lethe.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * The rival's status over HTTP, in a process of its own as Lethe's: one row by its key over a pooled connection with a statement that stays prepared, and
 * what that row knows as a JSON document. It ends when its standard input does.
 */
public final class EdgeMain {
    static final String READY = "ready ";
    static final String JDBC_URL = "edge.jdbc.url";
    static final String PATH = "/api/v1/requests/";

    private static final int CONNECTIONS = 8;
    private static final int ALL = (1 << Work.SERVICES) - 1;
    private static final int DOCUMENT_BYTES = 1_024;
    private static final int NOT_FOUND = 404;
    private static final List<String> SERVICES = Work.services();
    private static final JsonFactory JSON = new JsonFactory();

    private final HikariDataSource pool;

    private EdgeMain(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Takes no arguments: where the database is comes as a system property. */
    public static void main(String[] args) throws IOException {
        try (HikariDataSource pool = new HikariDataSource(pooled(System.getProperty(JDBC_URL)))) {
            Javalin javalin = new EdgeMain(pool).start();
            System.out.println(READY + "http://127.0.0.1:" + javalin.port());
            while (System.in.read() >= 0) {
                // Nothing is ever said; only the end counts.
            }
            javalin.stop();
        }
        System.exit(0);
    }

    private static HikariConfig pooled(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        // Prepared at the server from the first use on, where the driver would wait for the fifth.
        config.addDataSourceProperty("prepareThreshold", "1");
        return config;
    }

    private Javalin start() {
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.startup.startupWatcherEnabled = false;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    config.routes.get(PATH + "{id}", this::status);
                })
                .start();
    }

    private void status(Context ctx) throws SQLException, IOException {
        UUID id = UUID.fromString(ctx.pathParam("id"));
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT answered FROM requests WHERE request = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    ctx.contentType("application/json").result(document(id, row.getInt(1)));
                } else {
                    ctx.status(NOT_FOUND);
                }
            }
        }
    }

    /** Fields as Lethe calls them, of what the row knows. */
    private static byte[] document(UUID id, int answered) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(DOCUMENT_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("requestId", id.toString());
            json.writeStringField("type", "ERASURE");
            json.writeStringField("status", answered == ALL ? "COMPLETED" : "IN_PROGRESS");
            json.writeArrayFieldStart("services");
            for (int i = 0; i < Work.SERVICES; i++) {
                json.writeStartObject();
                json.writeStringField("service", SERVICES.get(i));
                json.writeStringField("action", "HARD_DELETE");
                json.writeStringField("status", (answered & 1 << i) == 0 ? "SENT" : "DONE");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
