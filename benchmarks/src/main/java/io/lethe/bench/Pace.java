package io.lethe.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** From command to completion at steady paces. */
final class Pace {
    private static final int[] PER_SECOND = {500, 1_000};
    private static final int FIRST_RUN = 0x40;

    private final Options options;
    private final Contenders contenders;
    private final Progress progress;

    Pace(Options options, Contenders contenders, Progress progress) {
        this.options = options;
        this.contenders = contenders;
        this.progress = progress;
    }

    /** Measures and adds to the report; the slowest pace is the one that the ratio is of. */
    void run(ObjectNode report) throws Exception {
        warmUp();
        ObjectNode figures = report.putObject("latency");
        int run = FIRST_RUN;
        for (int perSecond : PER_SECOND) {
            Work work = Work.erasures(run++, perSecond * options.paceSeconds());
            Latencies lethe = contenders.lethe().runs().paced(work, perSecond);
            Latencies rival = contenders.rival(Rival.Way.SINGLE).paced(work, perSecond);
            tell("lethe", perSecond, lethe);
            tell("rival", perSecond, rival);
            ObjectNode node = figures.putObject(Integer.toString(perSecond));
            describe(node.putObject("lethe"), lethe);
            describe(node.putObject("rival"), rival);
            if (perSecond == PER_SECOND[0]) {
                report.put("p99_ms", Figures.rounded(lethe.p99Millis()));
                report.withObject("/ratio").put("p99_rival", Figures.rounded(lethe.p99Millis() / rival.p99Millis()));
            }
        }
    }

    private void warmUp() throws Exception {
        Work work = Work.erasures(FIRST_RUN - 1, options.warmUp());
        contenders.lethe().run(work);
        contenders.rival(Rival.Way.SINGLE).run(work);
    }

    private void tell(String name, int perSecond, Latencies latencies) {
        progress.say("%-14s %,d/s    p50 %,7.1f ms, p99 %,7.1f ms"
                .formatted(name, perSecond, latencies.p50Millis(), latencies.p99Millis()));
    }

    private static void describe(ObjectNode node, Latencies latencies) {
        node.put("p50_ms", Figures.rounded(latencies.p50Millis()));
        node.put("p99_ms", Figures.rounded(latencies.p99Millis()));
        node.put("cpu_us_per_request", Math.round(latencies.cpuMicrosPerRequest()));
    }
}
