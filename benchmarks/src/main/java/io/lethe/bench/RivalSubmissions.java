package io.lethe.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Commits requests: many at a time over one connection, or each by itself over many connections, which share the disk's flushes. */
final class RivalSubmissions implements AutoCloseable {
    static final int BATCH = 500;
    private static final int CALLERS = 16;
    private static final String TO_LOG =
            "INSERT INTO commands (request, subject) SELECT * FROM unnest(?::uuid[], ?::text[])";
    private static final String TO_QUEUE = "WITH asked AS (INSERT INTO commands (request, subject)"
            + " SELECT * FROM unnest(?::uuid[], ?::text[]) RETURNING request),"
            + " known AS (INSERT INTO requests (request) SELECT request FROM asked)"
            + " INSERT INTO queue (request, service) SELECT request, service FROM asked, generate_series(1, "
            + Work.SERVICES + ") service";

    private final Work work;
    private final Postgres postgres;
    private final String insert;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    RivalSubmissions(Work work, Postgres postgres, boolean queue) {
        this.work = work;
        this.postgres = postgres;
        this.insert = queue ? TO_QUEUE : TO_LOG;
    }

    /**
     * Commits all.
     *
     * @param batched many in a commit
     * @param perSecond pace; 0: as fast as it goes
     * @return when each was due, {@link System#nanoTime}; of use with a pace
     */
    long[] send(boolean batched, int perSecond) throws Exception {
        long[] due = new long[work.requests()];
        long begun = System.nanoTime();
        for (int i = 0; i < due.length && perSecond > 0; i++) {
            due[i] = begun + i * 1_000_000_000L / perSecond;
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < (batched ? 1 : CALLERS); i++) {
            sent.add(callers.submit(() -> {
                call(next, batched ? BATCH : 1, due);
                return null;
            }));
        }
        for (Future<?> each : sent) {
            each.get();
        }
        return due;
    }

    private void call(AtomicInteger next, int batch, long[] due) throws SQLException {
        try (Connection connection = postgres.connect();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int from = next.getAndAdd(batch); from < work.requests(); from = next.getAndAdd(batch)) {
                for (long left = due[from] - System.nanoTime(); due[from] > 0 && left > 0; ) {
                    LockSupport.parkNanos(left);
                    left = due[from] - System.nanoTime();
                }
                commit(connection, statement, from, Math.min(from + batch, work.requests()));
            }
        }
    }

    private void commit(Connection connection, PreparedStatement statement, int from, int to) throws SQLException {
        UUID[] requests = new UUID[to - from];
        String[] subjects = new String[to - from];
        for (int i = from; i < to; i++) {
            requests[i - from] = UUID.fromString(work.requestId(i));
            subjects[i - from] = work.subjectId(i);
        }
        statement.setArray(1, connection.createArrayOf("uuid", requests));
        statement.setArray(2, connection.createArrayOf("text", subjects));
        statement.executeUpdate();
        connection.commit();
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }
}
