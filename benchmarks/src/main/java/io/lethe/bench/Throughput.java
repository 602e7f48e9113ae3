package io.lethe.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Requests per second of all that were asked for. */
final class Throughput {
    private static final int FIRST_RUN = 0x10;

    private final Options options;
    private final Contenders contenders;
    private final Turns turns;

    Throughput(Options options, Contenders contenders, Progress progress) {
        this.options = options;
        this.contenders = contenders;
        this.turns = new Turns(options, progress);
    }

    /** Measures and adds to the report. */
    void run(ObjectNode report) throws Exception {
        List<Contender> playing = playing();
        turns.take(playing, FIRST_RUN);
        playing.forEach(contender -> turns.describe(contender.name(), report.putObject(contender.name())));
        if (options.has(Part.LETHE)) {
            lethe(report);
        }
    }

    private List<Contender> playing() throws Exception {
        List<Contender> playing = new ArrayList<>();
        if (options.has(Part.LETHE)) {
            playing.add(contenders.lethe());
        }
        if (options.has(Part.LIMIT)) {
            playing.add(contenders.limit());
        }
        if (options.has(Part.RIVAL)) {
            for (Rival.Way way : Rival.Way.values()) {
                playing.add(contenders.rival(way));
            }
        }
        return playing;
    }

    private void lethe(ObjectNode report) throws Exception {
        LetheContender lethe = contenders.lethe();
        double speed = turns.median(lethe.name());
        report.put("requests_per_s", Math.round(speed));
        report.put("cpu_us_per_request", report.at("/lethe/cpu_us_per_request").asLong());
        report.put("rss_mib", Machine.mostResidentMiB(lethe.engine().pid()));
        ObjectNode ratio = report.withObject("/ratio");
        if (options.has(Part.LIMIT)) {
            ratio.put(
                    "limit",
                    Figures.rounded(speed / turns.median(contenders.limit().name())));
        }
        if (options.has(Part.RIVAL)) {
            double batched = Math.max(speed(Rival.Way.BATCHED), speed(Rival.Way.QUEUE));
            ratio.put("rival_batched", Figures.rounded(speed / batched));
            ratio.put("rival_single", Figures.rounded(speed / speed(Rival.Way.SINGLE)));
        }
    }

    private double speed(Rival.Way way) throws Exception {
        return turns.median(contenders.rival(way).name());
    }
}
