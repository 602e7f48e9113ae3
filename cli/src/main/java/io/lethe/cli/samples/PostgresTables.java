package io.lethe.cli.samples;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements of a schema: each works on the rows of some subjects, in the caller's transaction. */
final class PostgresTables {
    private final Schema schema;

    PostgresTables(Schema schema) {
        this.schema = schema;
    }

    /** Makes the tables: parents first. */
    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int index = schema.tables().size() - 1; index >= 0; index--) {
                Schema.Table table = schema.tables().get(index);
                statement.execute("CREATE TABLE " + table.name() + " (" + table.columns() + ")");
            }
            statement.execute("CREATE INDEX ON " + schema.hideable() + " (customer_id)");
        }
    }

    boolean exist(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            query.setString(1, schema.hideable());
            return first(query).getBoolean(1);
        }
    }

    /** Rows of these subjects that are not newer than the moment; null: whatever their age. */
    long count(Connection connection, Collection<String> subjects, Instant asOf) throws SQLException {
        long rows = 0;
        for (Schema.Table table : schema.tables()) {
            String sql = "SELECT count(*) FROM " + table.name() + " WHERE " + table.subjects();
            try (PreparedStatement query = prepare(connection, sql, subjects, asOf)) {
                rows += first(query).getLong(1);
            }
        }
        return rows;
    }

    /** Rows of these subjects, hidden ones included, by the names of their tables. */
    Map<String, List<Map<String, Object>>> rows(Connection connection, Collection<String> subjects)
            throws SQLException {
        Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        for (Schema.Table table : schema.tables()) {
            String sql = "SELECT * FROM " + table.name() + " WHERE " + table.subjects() + " ORDER BY 1, 2";
            try (PreparedStatement query = prepare(connection, sql, subjects, null)) {
                rows.put(table.name(), all(query.executeQuery()));
            }
        }
        return rows;
    }

    private static List<Map<String, Object>> all(ResultSet result) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                Object value = result.getObject(column);
                row.put(
                        result.getMetaData().getColumnName(column),
                        value instanceof Timestamp time ? time.toInstant() : value);
            }
            rows.add(row);
        }
        return rows;
    }

    /** Deletes what {@link #count} counts; how many rows that was. */
    long delete(Connection connection, Collection<String> subjects, Instant asOf) throws SQLException {
        long rows = 0;
        for (Schema.Table table : schema.tables()) {
            rows += update(connection, "DELETE FROM " + table.name() + " WHERE " + table.subjects(), subjects, asOf);
        }
        return rows;
    }

    /** Hides the subjects' rows that are not hidden yet, or shows those that are; how many rows that was. */
    long hide(Connection connection, Collection<String> subjects, boolean hidden) throws SQLException {
        String change = hidden ? "now() WHERE deleted_at IS NULL" : "NULL WHERE deleted_at IS NOT NULL";
        Schema.Table table = hideable();
        String sql = "UPDATE " + table.name() + " SET deleted_at = " + change + " AND " + table.subjects();
        return update(connection, sql, subjects, null);
    }

    /** How many of these subjects' rows are hidden. */
    long hidden(Connection connection, Collection<String> subjects) throws SQLException {
        Schema.Table table = hideable();
        String sql = "SELECT count(*) FROM " + table.name() + " WHERE deleted_at IS NOT NULL AND " + table.subjects();
        try (PreparedStatement query = prepare(connection, sql, subjects, null)) {
            return first(query).getLong(1);
        }
    }

    /** A fingerprint of these subjects' rows. */
    Checksum of(Connection connection, Collection<String> subjects) throws SQLException {
        return fingerprint(connection, subjects, "");
    }

    /** A fingerprint of all rows but these subjects'. */
    Checksum others(Connection connection, Collection<String> subjects) throws SQLException {
        return fingerprint(connection, subjects, "NOT ");
    }

    private Checksum fingerprint(Connection connection, Collection<String> subjects, String which) throws SQLException {
        long rows = 0;
        BigDecimal sum = BigDecimal.ZERO;
        for (Schema.Table table : schema.tables()) {
            String sql = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM " + table.name()
                    + " t WHERE " + which + "(" + table.subjects() + ")";
            try (PreparedStatement query = prepare(connection, sql, subjects, null)) {
                ResultSet result = first(query);
                rows += result.getLong(1);
                sum = sum.add(result.getBigDecimal(2));
            }
        }
        return new Checksum(rows, sum.toPlainString());
    }

    private Schema.Table hideable() {
        return schema.tables().stream()
                .filter(candidate -> candidate.name().equals(schema.hideable()))
                .findFirst()
                .orElseThrow();
    }

    private static long update(Connection connection, String sql, Collection<String> subjects, Instant asOf)
            throws SQLException {
        try (PreparedStatement update = prepare(connection, sql, subjects, asOf)) {
            return update.executeLargeUpdate();
        }
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, Collection<String> subjects, Instant asOf) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        Array ids = connection.createArrayOf("text", subjects.toArray());
        statement.setArray(1, ids);
        statement.setObject(2, asOf == null ? OffsetDateTime.MAX : asOf.atOffset(ZoneOffset.UTC));
        return statement;
    }

    private static ResultSet first(PreparedStatement query) throws SQLException {
        ResultSet result = query.executeQuery();
        result.next();
        return result;
    }
}
