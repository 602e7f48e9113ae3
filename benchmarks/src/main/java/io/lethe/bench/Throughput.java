package io.lethe.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests per second: all contenders take turns, so that what else the machine does falls on all of them alike. */
final class Throughput {
    private static final int RECORDING_RUN = 0xFFF;

    private final Options options;
    private final Ground ground;
    private final Progress progress;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    Throughput(Options options, Ground ground, Progress progress) {
        this.options = options;
        this.ground = ground;
        this.progress = progress;
    }

    /** Measures and adds to the report. */
    void run(ObjectNode report) throws Exception {
        try (LetheContender lethe = new LetheContender(ground, "lethe", Map.of(), List.of());
                LimitContender limit = limit(lethe)) {
            take(List.of(lethe, limit));
            describe(report, lethe);
        }
    }

    private LimitContender limit(LetheContender lethe) throws Exception {
        KafkaClients clients = new KafkaClients(ground.bootstrapServers());
        return new LimitContender(ground, "limit", Recording.of(lethe, clients, RECORDING_RUN));
    }

    private void take(List<Contender> contenders) throws Exception {
        for (int run = 0; run <= options.runs(); run++) {
            for (Contender contender : contenders) {
                Sample sample = contender.run(Work.erasures(run, options.requests()));
                boolean warmUp = run == 0;
                progress.say("%-8s %-8s %,8.0f requests/s, %,6.0f µs of processor for each"
                        .formatted(
                                contender.name(),
                                warmUp ? "warm-up" : "run " + run,
                                sample.requestsPerSecond(),
                                sample.cpuMicrosPerRequest()));
                if (!warmUp) {
                    samples.computeIfAbsent(contender.name(), n -> new ArrayList<>())
                            .add(sample);
                }
            }
        }
    }

    private void describe(ObjectNode report, LetheContender lethe) {
        samples.forEach((name, runs) -> describe(report.putObject(name), runs));
        report.withObject("/ratio").put("limit", round(median("lethe") / median("limit")));
        report.put("requests_per_s", Math.round(median("lethe")));
        report.put("cpu_us_per_request", report.at("/lethe/cpu_us_per_request").asLong());
        report.put("rss_mib", Machine.mostResidentMiB(lethe.engine().pid()));
        report.put("start_s", round(lethe.engine().startSeconds()));
    }

    private static void describe(ObjectNode node, List<Sample> runs) {
        List<Double> speeds = runs.stream().map(Sample::requestsPerSecond).toList();
        node.put("requests_per_s", Math.round(Statistics.median(speeds)));
        node.put("requests_per_s_least", Math.round(Statistics.least(speeds)));
        node.put("requests_per_s_most", Math.round(Statistics.most(speeds)));
        node.put(
                "cpu_us_per_request",
                Math.round(Statistics.median(
                        runs.stream().map(Sample::cpuMicrosPerRequest).toList())));
    }

    private double median(String contender) {
        return Statistics.median(
                samples.get(contender).stream().map(Sample::requestsPerSecond).toList());
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
