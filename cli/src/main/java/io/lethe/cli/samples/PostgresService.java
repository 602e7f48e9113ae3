package io.lethe.cli.samples;

import com.zaxxer.hikari.HikariDataSource;
import io.lethe.participant.Ack;
import io.lethe.participant.Export;
import io.lethe.participant.Participant;
import io.lethe.participant.ParticipantBuilder;
import io.lethe.participant.Task;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceDefinition;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service over one PostgreSQL database: hides, shows, erases and counts a subject's rows over several tables. */
final class PostgresService implements SampleService, AutoCloseable {
    private static final int CONCURRENCY = 4;

    private final ServiceDefinition definition;
    private final Schema schema;
    private final PostgresTables tables;
    private final HikariDataSource pool;

    /** A statement or several, in one transaction. */
    @FunctionalInterface
    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    PostgresService(PostgresServer server, Schema schema, List<String> after) throws SQLException {
        this.schema = schema;
        tables = new PostgresTables(schema);
        pool = server.database(schema.database());
        definition = Definitions.of(
                schema.database(),
                List.of(Action.SOFT_DELETE, Action.RESTORE, Action.HARD_DELETE, Action.VERIFY, Action.EXPORT),
                after,
                List.of());
    }

    @Override
    public ServiceDefinition definition() {
        return definition;
    }

    @Override
    public boolean isLoaded() throws SQLException {
        return transaction(tables::exist);
    }

    @Override
    public void load(int customers, LoadProgress progress) throws SQLException {
        transaction(connection -> {
            tables.create(connection);
            new PostgresLoader(schema, connection, progress).load(customers);
            return null;
        });
    }

    @Override
    public long count(Collection<String> subjects) throws SQLException {
        return transaction(connection -> tables.count(connection, subjects, null));
    }

    @Override
    public long hidden(Collection<String> subjects) throws SQLException {
        return transaction(connection -> tables.hidden(connection, subjects));
    }

    @Override
    public Checksum of(Collection<String> subjects) throws SQLException {
        return transaction(connection -> tables.of(connection, subjects));
    }

    @Override
    public Checksum others(Collection<String> subjects) throws SQLException {
        return transaction(connection -> tables.others(connection, subjects));
    }

    @Override
    public Optional<ParticipantBuilder> participant() {
        return Optional.of(Participant.builder(schema.database())
                .concurrency(CONCURRENCY)
                .onSoftDelete(task -> hide(task, true))
                .onRestore(task -> hide(task, false))
                .onHardDelete(this::delete)
                .onVerify(this::verify)
                .onExport(this::export));
    }

    @Override
    public void close() {
        pool.close();
    }

    private Ack hide(Task task, boolean hidden) throws SQLException {
        List<String> subject = List.of(task.subjectId());
        return transaction(connection -> {
            long changed = tables.hide(connection, subject, hidden);
            return changed > 0 || tables.count(connection, subject, null) > 0 ? Ack.done(changed) : Ack.notFound();
        });
    }

    private Ack delete(Task task) throws SQLException {
        return found(transaction(connection -> tables.delete(connection, List.of(task.subjectId()), task.asOf())));
    }

    private Ack verify(Task task) throws SQLException {
        return found(transaction(connection -> tables.count(connection, List.of(task.subjectId()), task.asOf())));
    }

    /** Each table is a data set; soft-deleted rows are the subject's still. */
    private Ack export(Export export) throws SQLException, IOException {
        List<String> subject = List.of(export.task().subjectId());
        Map<String, List<Map<String, Object>>> rows = transaction(connection -> tables.rows(connection, subject));
        for (var table : rows.entrySet()) {
            export.dataSet(table.getKey(), Export.JSON).write(table.getValue());
        }
        return export.done();
    }

    private static Ack found(long rows) {
        return rows == 0 ? Ack.notFound() : Ack.done(rows);
    }

    private <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
