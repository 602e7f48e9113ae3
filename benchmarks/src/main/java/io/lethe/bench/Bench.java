package io.lethe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

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
     * @return figures by part, and in {@code ratio} Lethe's against each other's
     * @throws IllegalStateException if a contender lost work or did it twice
     */
    public ObjectNode run() throws Exception {
        checkIdle();
        Set<Part> parts = options.parts();
        report.putObject("ratio");
        if (parts.contains(Part.TIMERS)) {
            report.set("timers", new TimerBench(ground, progress).run());
        }
        if (parts.contains(Part.LETHE) || parts.contains(Part.LIMIT)) {
            new Throughput(options, ground, progress).run(report);
        }
        return report;
    }

    /** What else runs on the machine is in every figure. */
    private void checkIdle() throws InterruptedException {
        double load = Machine.load(WATCH_MILLIS);
        report.put("load_before", Math.round(load * 100) / 100.0);
        if (load > BUSY) {
            progress.say("The machine is busy to %.0f %% with something else: the figures will be too low"
                    .formatted(load * 100));
        }
    }
}
