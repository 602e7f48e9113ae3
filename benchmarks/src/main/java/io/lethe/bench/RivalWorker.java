package io.lethe.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A worker of services: claims rows of the queue for a while, and answers them in a second transaction. */
final class RivalWorker extends RivalLoop {
    private static final int BATCH = 500;
    private static final int ALL = (1 << Work.SERVICES) - 1;
    private static final String CLAIM = "UPDATE queue SET leased_until = now() + interval '30 seconds'"
            + " WHERE id IN (SELECT id FROM queue WHERE leased_until < now() ORDER BY id LIMIT " + BATCH
            + " FOR UPDATE SKIP LOCKED) RETURNING id";
    private static final String ANSWER =
            "WITH gone AS (DELETE FROM queue WHERE id = ANY (?) RETURNING request, service),"
                    + " kept AS (INSERT INTO acks (request, service) SELECT request, service FROM gone),"
                    + " answers AS (SELECT request, bit_or(1 << (service - 1)) AS bits FROM gone GROUP BY request ORDER BY request),"
                    + " counted AS (UPDATE requests r SET answered = r.answered | a.bits FROM answers a"
                    + " WHERE r.request = a.request RETURNING r.request, r.answered)"
                    + " INSERT INTO completions (request) SELECT request FROM counted WHERE answered = " + ALL;

    private final Connection connection;
    private final PreparedStatement claim;
    private final PreparedStatement answer;

    RivalWorker(Connection connection) throws SQLException {
        super("rival-worker", connection);
        this.connection = connection;
        claim = connection.prepareStatement(CLAIM);
        answer = connection.prepareStatement(ANSWER);
    }

    @Override
    boolean batch() throws SQLException {
        List<Long> claimed = new ArrayList<>(BATCH);
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                claimed.add(rows.getLong(1));
            }
        }
        if (claimed.isEmpty()) {
            return false;
        }
        connection.commit();
        answer.setArray(1, connection.createArrayOf("int8", claimed.toArray()));
        answer.executeUpdate();
        return true;
    }
}
