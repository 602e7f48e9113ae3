package io.lethe.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Throughput of several contenders: they take turns, so that whatever else the machine does falls on all of them alike. The first turn is a warm-up. */
final class Turns {
    private final Options options;
    private final Progress progress;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    Turns(Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Lets them do their runs; numbers of runs of one contender never repeat. */
    void take(List<? extends Contender> contenders, int firstRun) throws Exception {
        for (int run = 0; run <= options.runs(); run++) {
            for (Contender contender : contenders) {
                int requests = run == 0 ? options.warmUp() : options.requests();
                Sample sample = contender.run(Work.erasures(firstRun + run, requests));
                tell(contender.name(), run, sample);
                if (run > 0) {
                    samples.computeIfAbsent(contender.name(), n -> new ArrayList<>())
                            .add(sample);
                }
            }
        }
    }

    private void tell(String name, int run, Sample sample) {
        progress.say("%-14s %-8s %,8.0f requests/s, %,7.0f µs of processor for each"
                .formatted(
                        name,
                        run == 0 ? "warm-up" : "run " + run,
                        sample.requestsPerSecond(),
                        sample.cpuMicrosPerRequest()));
    }

    /** Median requests per second. */
    double median(String contender) {
        return Statistics.median(speeds(contender));
    }

    private List<Double> speeds(String contender) {
        return samples.get(contender).stream().map(Sample::requestsPerSecond).toList();
    }

    /** Adds a contender's figures. */
    void describe(String contender, ObjectNode node) {
        node.put("requests_per_s", Math.round(median(contender)));
        node.put("requests_per_s_least", Math.round(Statistics.least(speeds(contender))));
        node.put("requests_per_s_most", Math.round(Statistics.most(speeds(contender))));
        List<Double> cpu =
                samples.get(contender).stream().map(Sample::cpuMicrosPerRequest).toList();
        node.put("cpu_us_per_request", Math.round(Statistics.median(cpu)));
    }
}
