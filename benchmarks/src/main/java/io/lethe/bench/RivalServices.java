package io.lethe.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** All services: reads tasks and answers them. What a service reads and writes crosses the wire, as it must. */
final class RivalServices extends RivalLoop {
    private static final int BATCH = 5_000;

    private final Connection connection;
    private final PreparedStatement read;
    private final PreparedStatement answer;
    private final Cursor cursor;

    RivalServices(Connection connection) throws SQLException {
        super("rival-services", connection);
        this.connection = connection;
        cursor = new Cursor(connection, "services");
        read = connection.prepareStatement("SELECT xid, number, request, service FROM tasks" + Cursor.AFTER);
        answer = connection.prepareStatement(
                "INSERT INTO acks (request, service) SELECT * FROM unnest(?::uuid[], ?::smallint[])");
    }

    @Override
    boolean batch() throws SQLException {
        List<UUID> requests = new ArrayList<>(BATCH);
        List<Short> services = new ArrayList<>(BATCH);
        cursor.bind(read, BATCH);
        try (ResultSet tasks = read.executeQuery()) {
            while (tasks.next()) {
                requests.add(tasks.getObject("request", UUID.class));
                services.add(tasks.getShort("service"));
                cursor.move(tasks);
            }
        }
        if (requests.isEmpty()) {
            return false;
        }
        answer.setArray(1, connection.createArrayOf("uuid", requests.toArray()));
        answer.setArray(2, connection.createArrayOf("int2", services.toArray()));
        answer.executeUpdate();
        cursor.save();
        return true;
    }
}
