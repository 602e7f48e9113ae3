package io.lethe.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How far a reader has got in a table of the log; written in the transaction that handles what was read. */
final class Cursor {
    /**
     * Condition and order of a safe read after the cursor; its parameters come from {@link #bind}. A statement that uses it gives nothing else the name xid or
     * number: ORDER BY takes a name for that of a result's column first, and transactions ordered as texts, 10 before 9, would be passed over.
     */
    static final String AFTER =
            " WHERE (xid, number) > (?::text::xid8, ?) AND xid < pg_snapshot_xmin(pg_current_snapshot())"
                    + " ORDER BY xid, number LIMIT ?";

    private final PreparedStatement save;
    private String xid = "0";
    private long number;

    Cursor(Connection connection, String reader) throws SQLException {
        try (PreparedStatement begin =
                connection.prepareStatement("INSERT INTO cursors VALUES (?, '0', 0) ON CONFLICT DO NOTHING")) {
            begin.setString(1, reader);
            begin.execute();
        }
        connection.commit();
        save = connection.prepareStatement(
                "UPDATE cursors SET xid = ?::text::xid8, number = ? WHERE reader = '" + reader + "'");
    }

    /** Sets the parameters of {@link #AFTER}. */
    void bind(PreparedStatement read, int most) throws SQLException {
        read.setString(1, xid);
        read.setLong(2, number);
        read.setInt(3, most);
    }

    /** Moves to the row that a result stands on. */
    void move(ResultSet row) throws SQLException {
        xid = row.getString("xid");
        number = row.getLong("number");
    }

    void save() throws SQLException {
        save.setString(1, xid);
        save.setLong(2, number);
        save.executeUpdate();
    }
}
