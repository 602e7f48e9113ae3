package io.lethe.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Turns commands into tasks and acks into completions, inside the database, a statement for each batch. */
final class RivalCoordinator extends RivalLoop {
    private static final int COMMANDS = 500;
    private static final int ACKS = 5_000;
    private static final int ALL = (1 << Work.SERVICES) - 1;
    private static final String FAN_OUT = "WITH batch AS MATERIALIZED (SELECT xid, number, request FROM commands"
            + Cursor.AFTER + "), known AS (INSERT INTO requests (request) SELECT request FROM batch),"
            + " handed AS (INSERT INTO tasks (request, service)"
            + " SELECT request, service FROM batch, generate_series(1, " + Work.SERVICES + ") service)"
            + " SELECT xid, number FROM batch ORDER BY xid DESC, number DESC LIMIT 1";
    private static final String GATHER = "WITH batch AS MATERIALIZED (SELECT xid, number, request, service FROM acks"
            + Cursor.AFTER
            + "), answers AS (SELECT request, bit_or(1 << (service - 1)) AS bits FROM batch GROUP BY request),"
            + " counted AS (UPDATE requests r SET answered = r.answered | a.bits FROM answers a"
            + " WHERE r.request = a.request AND r.answered | a.bits <> r.answered RETURNING r.request, r.answered),"
            + " done AS (INSERT INTO completions (request) SELECT request FROM counted WHERE answered = " + ALL + ")"
            + " SELECT xid, number FROM batch ORDER BY xid DESC, number DESC LIMIT 1";

    private final PreparedStatement fanOut;
    private final PreparedStatement gather;
    private final Cursor commands;
    private final Cursor acks;

    RivalCoordinator(Connection connection) throws SQLException {
        super("rival-coordinator", connection);
        commands = new Cursor(connection, "coordinator-commands");
        acks = new Cursor(connection, "coordinator-acks");
        fanOut = connection.prepareStatement(FAN_OUT);
        gather = connection.prepareStatement(GATHER);
    }

    @Override
    boolean batch() throws SQLException {
        boolean some = step(fanOut, commands, COMMANDS);
        return step(gather, acks, ACKS) || some;
    }

    private static boolean step(PreparedStatement statement, Cursor cursor, int most) throws SQLException {
        cursor.bind(statement, most);
        try (ResultSet last = statement.executeQuery()) {
            if (!last.next()) {
                return false;
            }
            cursor.move(last);
        }
        cursor.save();
        return true;
    }
}
