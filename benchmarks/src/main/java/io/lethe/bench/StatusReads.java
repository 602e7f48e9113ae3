package io.lethe.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** How often the status of a request can be asked while others are being done: over HTTP from Lethe, over SQL from the rival. */
final class StatusReads {
    private static final int CALLERS = 4;
    private static final int PER_SECOND = 200;
    private static final int RUN = 0xB0;
    private static final int OK = 200;

    private final Options options;
    private final Contenders contenders;
    private final Progress progress;

    StatusReads(Options options, Contenders contenders, Progress progress) {
        this.options = options;
        this.contenders = contenders;
        this.progress = progress;
    }

    /** Asks once, on behalf of one caller. */
    private interface Asking {
        void ask(String requestId) throws Exception;
    }

    /** Measures and adds to the report. */
    void run(ObjectNode report) throws Exception {
        Work work = Work.erasures(RUN, PER_SECOND * options.paceSeconds());
        LetheContender lethe = contenders.lethe();
        double ours = perSecond(work, () -> overHttp(lethe), meanwhile -> {
            meanwhile.run();
            lethe.runs().paced(work, PER_SECOND);
        });
        Rival rival = contenders.rival(Rival.Way.SINGLE);
        double theirs =
                perSecond(work, () -> overSql(rival.connect()), meanwhile -> rival.paced(work, PER_SECOND, meanwhile));
        progress.say("status reads   lethe %,.0f/s, rival %,.0f/s".formatted(ours, theirs));
        report.putObject("status").put("lethe_get_per_s", Math.round(ours)).put("rival_get_per_s", Math.round(theirs));
        report.withObject("/ratio").put("status_get", Figures.rounded(ours / theirs));
    }

    /** Work that goes on while something else is done. */
    private interface Load {
        void run(Runnable meanwhile) throws Exception;
    }

    private static double perSecond(Work work, Callable<Asking> callers, Load load) throws Exception {
        AtomicLong answers = new AtomicLong();
        List<Loop> loops = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            loops.add(new Caller(work, callers, answers));
        }
        long begun = System.nanoTime();
        load.run(() -> loops.forEach(Loop::start));
        double asked = answers.get() / ((System.nanoTime() - begun) / 1e9);
        for (Loop loop : loops) {
            loop.close();
        }
        return asked;
    }

    /** Asks for one request after the other; some are done, some not yet submitted. */
    private static final class Caller extends Loop {
        private final Work work;
        private final Callable<Asking> connect;
        private final AtomicLong answers;
        private Asking asking;
        private int next;

        Caller(Work work, Callable<Asking> connect, AtomicLong answers) {
            super("status");
            this.work = work;
            this.connect = connect;
            this.answers = answers;
        }

        @Override
        void turn() throws Exception {
            asking = asking == null ? connect.call() : asking;
            asking.ask(work.requestId(next++ % work.requests()));
            answers.incrementAndGet();
        }

        @Override
        void end() {
            // Its connection ends with the server or this process.
        }
    }

    private static Asking overHttp(LetheContender lethe) {
        HttpClient client = HttpClient.newHttpClient();
        String base = lethe.engine().http() + "/api/v1/requests/";
        return requestId -> {
            HttpRequest get =
                    HttpRequest.newBuilder(URI.create(base + requestId)).build();
            int status =
                    client.send(get, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
            if (status != OK && status != 404) {
                throw new IllegalStateException("status of " + requestId + ": HTTP " + status);
            }
        };
    }

    private static Asking overSql(Connection connection) throws Exception {
        connection.setAutoCommit(true);
        PreparedStatement select = connection.prepareStatement("SELECT answered FROM requests WHERE request = ?::uuid");
        return requestId -> {
            select.setString(1, requestId);
            select.executeQuery().close();
        };
    }
}
