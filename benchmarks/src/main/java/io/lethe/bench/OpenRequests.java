package io.lethe.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What a million open requests in grace cost: throughput beside a Lethe with few, memory, and the way back after a SIGKILL. */
final class OpenRequests {
    private static final String GRACE = "P30D";
    private static final String FEW = "lethe-few-open";
    private static final String MANY = "lethe-many-open";
    private static final int OPENING_RUN = 0x80;
    private static final int FIRST_RUN = 0x90;

    private final Options options;
    private final Contenders contenders;
    private final Progress progress;
    private final Turns turns;

    OpenRequests(Options options, Contenders contenders, Progress progress) {
        this.options = options;
        this.contenders = contenders;
        this.progress = progress;
        this.turns = new Turns(options, progress);
    }

    /** Measures what of it was asked for, and adds to the report. */
    void run(ObjectNode report) throws Exception {
        LetheContender many = open(MANY, options.manyOpen());
        if (options.has(Part.FLAT)) {
            flat(report, many);
        }
        if (options.has(Part.RECOVERY)) {
            new Recovery(options.manyOpen(), contenders, progress).run(report, many);
        }
    }

    private LetheContender open(String name, int requests) throws Exception {
        progress.say("%s: making %,d open requests".formatted(name, requests));
        LetheContender lethe = contenders.lethe(name, Map.of());
        lethe.runs().open(new Work(OPENING_RUN, requests, GRACE));
        return lethe;
    }

    private void flat(ObjectNode report, LetheContender many) throws Exception {
        LetheContender few = open(FEW, options.fewOpen());
        turns.take(List.of(few, many), FIRST_RUN);
        ObjectNode flat = report.putObject("flat");
        turns.describe(FEW, flat.putObject("few").put("open_requests", options.fewOpen()));
        turns.describe(MANY, flat.putObject("many").put("open_requests", options.manyOpen()));
        flat.put("rss_mib", Machine.mostResidentMiB(many.engine().pid()));
        report.withObject("/ratio").put("flat", Figures.rounded(turns.median(MANY) / turns.median(FEW)));
    }
}
