package io.lethe.cli.samples;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Fills a schema's tables by COPY, in the connection's transaction. */
final class PostgresLoader {
    private static final int CUSTOMERS_PER_CHUNK = 250;

    private final Schema schema;
    private final Connection connection;
    private final LoadProgress progress;

    PostgresLoader(Schema schema, Connection connection, LoadProgress progress) {
        this.schema = schema;
        this.connection = connection;
        this.progress = progress;
    }

    /** Parents first, each table from its first customer to its last. */
    void load(int customers) throws SQLException {
        long total = (long) customers * schema.tables().size();
        long done = 0;
        for (int index = schema.tables().size() - 1; index >= 0; index--) {
            copy(schema.tables().get(index), customers, done, total);
            done += customers;
        }
    }

    private void copy(Schema.Table table, int customers, long before, long total) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table.name() + " (" + table.loaded() + ") FROM STDIN");
        for (int first = 1; first <= customers; first += CUSTOMERS_PER_CHUNK) {
            int last = Math.min(customers, first + CUSTOMERS_PER_CHUNK - 1);
            byte[] lines = IntStream.rangeClosed(first, last)
                    .boxed()
                    .flatMap(table.rows()::apply)
                    .map(PostgresLoader::line)
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(lines, 0, lines.length);
            progress.update(schema.database(), before + last, total);
        }
        copy.endCopy();
    }

    /** The made-up values hold no tab, line end or backslash, so COPY's text format needs no escapes. */
    private static String line(List<Object> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining("\t", "", "\n"));
    }
}
