package io.lethe.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** Does a batch in a transaction, and the next at once while there is more. */
abstract class RivalLoop extends Loop {
    private static final long PAUSE_NANOS = 1_000_000;

    private final Connection connection;

    RivalLoop(String name, Connection connection) {
        super(name);
        this.connection = connection;
    }

    /** Does what there is, up to a batch. Whether there was something. */
    abstract boolean batch() throws SQLException;

    @Override
    final void turn() throws SQLException {
        boolean some = batch();
        connection.commit();
        if (!some) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    final void end() throws SQLException {
        connection.close();
    }
}
