package io.lethe.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads completions as a caller would. */
final class RivalCompletions extends RivalLoop {
    private static final int BATCH = 5_000;

    private final Arrivals arrivals;
    private final PreparedStatement read;
    private final Cursor cursor;

    RivalCompletions(Work work, Connection connection) throws SQLException {
        super("rival-completions", connection);
        arrivals = new Arrivals(work);
        cursor = new Cursor(connection, "completions");
        read = connection.prepareStatement("SELECT xid, number, request::text FROM completions" + Cursor.AFTER);
    }

    @Override
    boolean batch() throws SQLException {
        boolean some = false;
        cursor.bind(read, BATCH);
        try (ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                arrivals.note(Work.number(rows.getBytes("request"), 0));
                cursor.move(rows);
                some = true;
            }
        }
        if (some) {
            cursor.save();
        }
        return some;
    }

    Arrivals arrivals() {
        return arrivals;
    }
}
