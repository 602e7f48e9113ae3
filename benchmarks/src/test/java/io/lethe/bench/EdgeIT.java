package io.lethe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rival's HTTP edge over a real database: what its rows know, after its tables were made anew too. */
class EdgeIT {
    private static final Work WORK = Work.erasures(1, 2);

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerWhatTheRowsKnow() throws Exception {
        try (Postgres postgres = new Postgres(directory)) {
            postgres.reset();
            insert(postgres, WORK.requestId(0), 0b101);
            try (EdgeProcess edge = EdgeProcess.start(postgres.jdbcUrl(), directory.resolve("edge.log"));
                    StatusClient client = new StatusClient(edge.http())) {
                assertThat(client.ask(WORK.requestId(0))).isTrue();
                assertThat(client.ask(WORK.requestId(1))).isFalse();
                postgres.reset();
                insert(postgres, WORK.requestId(0), 0b101);
                insert(postgres, WORK.requestId(1), 0b11_1111_1111);
                assertThat(document(edge, 1).path("status").asText()).isEqualTo("COMPLETED");
                JsonNode half = document(edge, 0);
                assertThat(half.path("requestId").asText()).isEqualTo(WORK.requestId(0));
                assertThat(half.path("status").asText()).isEqualTo("IN_PROGRESS");
                assertThat(half.path("services").findValuesAsText("service")).isEqualTo(Work.services());
                assertThat(half.path("services").findValuesAsText("status"))
                        .startsWith("DONE", "SENT", "DONE", "SENT")
                        .hasSize(Work.SERVICES);
            }
        }
    }

    private static JsonNode document(EdgeProcess edge, int number) throws Exception {
        URI uri = URI.create(edge.http() + EdgeMain.PATH + WORK.requestId(number));
        try (InputStream in = uri.toURL().openStream()) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static void insert(Postgres postgres, String request, int answered) throws Exception {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO requests (request, answered) VALUES ('" + request + "', " + answered + ")");
            connection.commit();
        }
    }
}
