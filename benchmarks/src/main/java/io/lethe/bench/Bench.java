package io.lethe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A run of the benchmarks: what was asked for, one after the other, on one machine. */
public final class Bench {
    private static final long WATCH_MILLIS = 2_000;
    private static final double BUSY = 0.1;

    private final Options options;
    private final Ground ground;
    private final Progress progress;
    private final ObjectNode report = new ObjectMapper().createObjectNode();

    /** Measures on this ground. */
    public Bench(Options options, Ground ground, Progress progress) {
        this.options = options;
        this.ground = ground;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @return figures by part, and in {@code ratio} Lethe's divided by each other's
     * @throws IllegalStateException if a contender lost work or did it twice
     */
    public ObjectNode run() throws Exception {
        checkIdle();
        report.putObject("ratio");
        if (options.has(Part.TIMERS)) {
            report.set("timers", new TimerBench(ground, progress).run());
        }
        if (options.has(Part.EXPORT)) {
            report.set("export", new ExportBench(options, ground, progress).run());
        }
        try (Contenders contenders = new Contenders(ground)) {
            if (options.has(Part.LETHE) || options.has(Part.LIMIT) || options.has(Part.RIVAL)) {
                new Throughput(options, contenders, progress).run(report);
            }
            if (options.has(Part.LATENCY)) {
                new Pace(options, contenders, progress).run(report);
            }
            if (options.has(Part.STATUS)) {
                new StatusReads(options, contenders, progress).run(report);
            }
            if (options.has(Part.START)) {
                start(contenders);
            }
            if (options.has(Part.SOAK)) {
                new Soak(contenders, progress).run(report);
            }
        }
        runOnOtherDeployments();
        return report;
    }

    /** With the ones above closed: an idle Lethe takes memory and time from the others. */
    private void runOnOtherDeployments() throws Exception {
        try (Contenders contenders = new Contenders(ground)) {
            if (options.has(Part.FLAT) || options.has(Part.RECOVERY)) {
                new OpenRequests(options, contenders, progress).run(report);
            }
            if (options.has(Part.FLUSH)) {
                new Flushed(options, ground, contenders, progress).run(report);
            }
        }
    }

    /** The first start also makes the topics; the second is what a deployment sees from then on. */
    private void start(Contenders contenders) throws Exception {
        try (LetheContender first = contenders.lethe("lethe-start", Map.of())) {
            report.put("first_start_s", Figures.rounded(first.engine().startSeconds()));
        }
        try (LetheContender second = contenders.lethe("lethe-start", Map.of())) {
            report.put("start_s", Figures.rounded(second.engine().startSeconds()));
        }
    }

    /** What else runs on the machine is in every figure. */
    private void checkIdle() throws InterruptedException {
        double load = Machine.load(WATCH_MILLIS);
        report.put("load_before", Figures.rounded(load));
        if (load > BUSY) {
            progress.say("The machine is busy to %.0f %% with something else: the figures will be too low"
                    .formatted(load * 100));
        }
    }
}
