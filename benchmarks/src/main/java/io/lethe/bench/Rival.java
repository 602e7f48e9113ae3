package io.lethe.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a good engineer would build instead of Lethe's engine: one PostgreSQL, set-based statements, large batches, safe cursors or claimed rows. */
final class Rival implements Contender {
    /** How tasks are handed out and requests come in. */
    enum Way {
        /** Requests committed {@value RivalSubmissions#BATCH} at a time; services read a log. */
        BATCHED("rival batched", true, false),
        /** Each request its own commit; services read a log. */
        SINGLE("rival single", false, false),
        /** Requests committed {@value RivalSubmissions#BATCH} at a time; services claim rows of a queue. */
        QUEUE("rival queue", true, true);

        private final String label;
        private final boolean batched;
        private final boolean queue;

        Way(String label, boolean batched, boolean queue) {
            this.label = label;
            this.batched = batched;
            this.queue = queue;
        }
    }

    private final Way way;
    private final Postgres postgres;

    Rival(Way way, Postgres postgres) {
        this.way = way;
        this.postgres = postgres;
    }

    @Override
    public String name() {
        return way.label;
    }

    @Override
    public Sample run(Work work) throws Exception {
        return run(work, 0, () -> {}).sample();
    }

    /** At a pace, each request its own commit. */
    Latencies paced(Work work, int perSecond) throws Exception {
        return paced(work, perSecond, () -> {});
    }

    /** The same, and something else meanwhile, which is started once the tables are there. */
    Latencies paced(Work work, int perSecond, Runnable meanwhile) throws Exception {
        return run(work, perSecond, meanwhile).latencies();
    }

    /** Latencies say nothing without a pace. */
    private record Outcome(Sample sample, Latencies latencies) {}

    private Outcome run(Work work, int perSecond, Runnable meanwhile) throws Exception {
        postgres.reset();
        List<Loop> loops = new ArrayList<>();
        RivalCompletions completions = new RivalCompletions(work, postgres.connect());
        loops.add(completions);
        if (way.queue) {
            loops.add(new RivalWorker(postgres.connect()));
            loops.add(new RivalWorker(postgres.connect()));
        } else {
            loops.add(new RivalCoordinator(postgres.connect()));
            loops.add(new RivalServices(postgres.connect()));
        }
        loops.forEach(Loop::start);
        meanwhile.run();
        try {
            return measured(work, perSecond, completions);
        } finally {
            for (Loop loop : loops) {
                loop.close();
            }
        }
    }

    private Outcome measured(Work work, int perSecond, RivalCompletions completions) throws Exception {
        try (RivalSubmissions submissions = new RivalSubmissions(work, postgres, way.queue)) {
            double cpu = Machine.busySeconds();
            long begun = System.nanoTime();
            long[] due = submissions.send(way.batched, perSecond);
            long ended = completions.arrivals().await(completions);
            cpu = Machine.busySeconds() - cpu;
            check(work);
            Sample sample = new Sample(work.requests(), (ended - begun) / 1e9, cpu);
            return new Outcome(sample, Latencies.of(due, completions.arrivals().times(), cpu));
        }
    }

    /** A connection to the server. */
    Connection connect() throws SQLException {
        return postgres.connect();
    }

    private void check(Work work) throws SQLException {
        try (Connection connection = postgres.connect()) {
            require(work, connection, "SELECT count(*) FROM completions", work.requests());
            require(work, connection, "SELECT count(DISTINCT request) FROM completions", work.requests());
            require(
                    work,
                    connection,
                    "SELECT count(*) FROM (SELECT DISTINCT request, service FROM acks) a",
                    work.requests() * Work.SERVICES);
        }
    }

    private static void require(Work work, Connection connection, String count, int expected) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(count)) {
            result.next();
            if (result.getInt(1) != expected) {
                throw new IllegalStateException(work + ": " + count + " is " + result.getInt(1) + ", not " + expected);
            }
        }
    }

    @Override
    public void close() {
        // The server is its maker's to close.
    }
}
