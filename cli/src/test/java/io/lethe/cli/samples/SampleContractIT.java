package io.lethe.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.lethe.participant.testkit.ParticipantContract;
import io.lethe.participant.testkit.SubjectStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The samples' handlers keep what Lethe relies on: repeated, reordered, at once, after a crash. */
class SampleContractIT {
    @TempDir
    private Path directory;

    @Test
    void shouldKeepTheContractInAccounts() throws Exception {
        Sql store = new Sql(
                List.of(
                        "INSERT INTO customers (customer_id, name, email, phone) VALUES (?, 'n', 'e', 'p')",
                        "INSERT INTO addresses SELECT id, 'home', 's', 'c' FROM customers WHERE customer_id = ?"),
                List.of(
                        "SELECT t::text FROM customers t WHERE customer_id = ?",
                        "SELECT a::text FROM addresses a JOIN customers c ON c.id = a.customer WHERE customer_id = ?"));
        assertKept(AccountsSchema.SCHEMA, store);
    }

    @Test
    void shouldKeepTheContractInOrders() throws Exception {
        String order = " FROM orders WHERE customer_id = ?";
        Sql store = new Sql(
                List.of(
                        "INSERT INTO orders (customer_id, cents) VALUES (?, 100)",
                        "INSERT INTO order_items SELECT id, 1, 'lamp', 1, 100" + order,
                        "INSERT INTO payments SELECT id, 'card', 100" + order),
                List.of(
                        "SELECT t::text FROM orders t WHERE customer_id = ?",
                        "SELECT t::text FROM order_items t WHERE order_id IN (SELECT id" + order + ")",
                        "SELECT t::text FROM payments t WHERE order_id IN (SELECT id" + order + ")"));
        assertKept(OrdersSchema.SCHEMA, store);
    }

    @Test
    void shouldKeepTheContractInDocuments() throws Exception {
        try (ObjectServer server = ObjectServer.start(directory)) {
            DocumentsService service = new DocumentsService(server, directory.resolve("loaded"));
            service.load(0, (name, done, total) -> {});
            S3Client s3 = server.client();
            SubjectStore store = new SubjectStore() {
                @Override
                public void seed(String subjectId) {
                    for (String kind : List.of("contract", "invoice")) {
                        Document document = new Document(subjectId, Instant.now(), kind, "text");
                        s3.putObject(
                                request ->
                                        request.bucket(DocumentsService.BUCKET).key(DocumentKey.of(document)),
                                RequestBody.fromString(document.text()));
                    }
                }

                @Override
                public Object snapshot(String subjectId) {
                    return s3
                            .listObjectsV2(request ->
                                    request.bucket(DocumentsService.BUCKET).prefix(DocumentKey.prefix(subjectId)))
                            .contents()
                            .stream()
                            .map(object -> object.key() + object.eTag())
                            .toList();
                }
            };
            assertThat(ParticipantContract.of(service.participant().orElseThrow(), store)
                            .check())
                    .hasSize(5);
        }
    }

    private void assertKept(Schema schema, Sql store) throws Exception {
        try (PostgresServer server = PostgresServer.start(directory);
                PostgresService service = new PostgresService(server, schema, List.of());
                HikariDataSource pool = server.database(schema.database())) {
            service.load(0, (name, done, total) -> {});
            store.pool = pool;
            assertThat(ParticipantContract.of(service.participant().orElseThrow(), store)
                            .check())
                    .hasSize(8);
        }
    }

    private static final class Sql implements SubjectStore {
        private final List<String> inserts;
        private final List<String> queries;
        private HikariDataSource pool;

        private Sql(List<String> inserts, List<String> queries) {
            this.inserts = inserts;
            this.queries = queries;
        }

        @Override
        public void seed(String subjectId) throws SQLException {
            for (String insert : inserts) {
                try (Connection connection = pool.getConnection();
                        PreparedStatement statement = connection.prepareStatement(insert)) {
                    statement.setString(1, subjectId);
                    statement.executeUpdate();
                }
            }
        }

        @Override
        public Object snapshot(String subjectId) throws SQLException {
            List<String> rows = new ArrayList<>();
            for (String query : queries) {
                try (Connection connection = pool.getConnection();
                        PreparedStatement statement = connection.prepareStatement(query)) {
                    statement.setString(1, subjectId);
                    ResultSet result = statement.executeQuery();
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
            }
            return rows;
        }
    }
}
