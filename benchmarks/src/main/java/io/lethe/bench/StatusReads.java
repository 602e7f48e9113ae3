package io.lethe.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.bench.StatusCallers.Asking;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * How often the status of a request can be asked while others are being done: over HTTP from Lethe, over HTTP from the rival's edge, and over bare SQL from
 * the rival.
 */
final class StatusReads {
    private static final int PER_SECOND = 200;
    private static final int EARLIER_RUN = 0xAF;
    private static final int RUN = 0xB0;
    private static final int EARLIER = 1_000;
    /** So many that the compilers of the servers' JVMs have little left to do. */
    private static final int WARM_UP = 40_000;

    private final Options options;
    private final Contenders contenders;
    private final Progress progress;
    private final Work earlier = Work.erasures(EARLIER_RUN, EARLIER);
    private final Work work;

    StatusReads(Options options, Contenders contenders, Progress progress) {
        this.options = options;
        this.contenders = contenders;
        this.progress = progress;
        this.work = Work.erasures(RUN, PER_SECOND * options.paceSeconds());
    }

    /** Measures and adds to the report. */
    void run(ObjectNode report) throws Exception {
        double ours = lethe();
        Rival rival = contenders.rival(Rival.Way.SINGLE);
        rival.run(earlier);
        double theirs;
        try (EdgeProcess edge = contenders.edge()) {
            theirs = ofRival(rival, () -> new StatusClient(edge.http()));
        }
        rival.run(earlier);
        double rows = ofRival(rival, () -> new Rows(rival.connect()));
        progress.say("status reads   lethe %,.0f/s, rival %,.0f/s, its rows %,.0f/s".formatted(ours, theirs, rows));
        report.putObject("status")
                .put("lethe_get_per_s", Math.round(ours))
                .put("rival_get_per_s", Math.round(theirs))
                .put("rows_per_s", Math.round(rows));
        report.withObject("/ratio")
                .put("status_get", Figures.rounded(ours / theirs))
                .put("status_get_sql", Figures.rounded(ours / rows));
    }

    private double lethe() throws Exception {
        LetheContender lethe = contenders.lethe();
        lethe.run(earlier);
        try (StatusCallers callers =
                new StatusCallers(() -> new StatusClient(lethe.engine().http()))) {
            callers.warmUp(earlier, WARM_UP);
            callers.start(work, options.paceSeconds());
            lethe.runs().paced(work, PER_SECOND);
            return callers.perSecond();
        }
    }

    private double ofRival(Rival rival, Callable<Asking> connect) throws Exception {
        try (StatusCallers callers = new StatusCallers(connect)) {
            callers.warmUp(earlier, WARM_UP);
            rival.paced(work, PER_SECOND, () -> callers.start(work, options.paceSeconds()));
            return callers.perSecond();
        }
    }

    /** Asks the database itself. */
    private static final class Rows implements Asking {
        private final Connection connection;
        private final PreparedStatement select;

        Rows(Connection connection) throws Exception {
            this.connection = connection;
            connection.setAutoCommit(true);
            select = connection.prepareStatement("SELECT answered FROM requests WHERE request = ?");
        }

        @Override
        public boolean ask(String requestId) throws Exception {
            select.setObject(1, UUID.fromString(requestId));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }
}
