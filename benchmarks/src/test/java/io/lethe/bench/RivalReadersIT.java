package io.lethe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rival's readers with more than a batch behind them, just where the numbers of transactions get a digit more: 9 is before 10, as a text it is not. */
class RivalReadersIT {
    /** As many as are read at once. */
    private static final int BATCH = 5_000;

    private static final String REQUEST = "('00000001-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid";

    @TempDir
    private Path directory;

    private Postgres postgres;
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        postgres = new Postgres(directory);
        postgres.reset();
        connection = postgres.connect();
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        postgres.close();
    }

    @Test
    void shouldSeeEveryCompletionOnce() throws SQLException {
        write("INSERT INTO completions (xid, request) SELECT '9', " + REQUEST + " FROM generate_series(0, 0) i");
        write("INSERT INTO completions (xid, request) SELECT '10', " + REQUEST + " FROM generate_series(1, " + BATCH
                + ") i");
        RivalCompletions reader = new RivalCompletions(Work.erasures(1, BATCH + 1), connection);

        readAll(reader);

        assertThat(reader.arrivals().count()).isEqualTo(BATCH + 1);
        assertThat(reader.arrivals().twice()).isZero();
    }

    @Test
    void shouldAnswerEveryTaskOnce() throws SQLException {
        write("INSERT INTO tasks (xid, request, service) SELECT '9', " + REQUEST + ", 1 FROM generate_series(0, 0) i");
        write("INSERT INTO tasks (xid, request, service) SELECT '10', " + REQUEST + ", 1 FROM generate_series(1, "
                + BATCH + ") i");

        readAll(new RivalServices(connection));

        assertThat(count("SELECT count(*) FROM acks")).isEqualTo(BATCH + 1);
        assertThat(count("SELECT count(DISTINCT request) FROM acks")).isEqualTo(BATCH + 1);
    }

    private static void readAll(RivalLoop reader) throws SQLException {
        boolean more = true;
        while (more) {
            more = reader.batch();
        }
    }

    private void write(String insert) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(insert);
            connection.commit();
        }
    }

    private int count(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
