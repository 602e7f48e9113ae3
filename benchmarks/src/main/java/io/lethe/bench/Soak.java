package io.lethe.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Memory over twenty minutes of steady work. */
final class Soak {
    private static final int MINUTES = 20;
    private static final int PER_SECOND = 300;
    private static final int FIRST_RUN = 0xD0;

    private final Contenders contenders;
    private final Progress progress;

    Soak(Contenders contenders, Progress progress) {
        this.contenders = contenders;
        this.progress = progress;
    }

    /** Measures and adds to the report: resident memory at the end of each minute. */
    void run(ObjectNode report) throws Exception {
        LetheContender lethe = contenders.lethe();
        ArrayNode resident =
                report.putObject("soak").put("requests_per_s", PER_SECOND).putArray("rss_mib");
        for (int minute = 0; minute < MINUTES; minute++) {
            lethe.runs().paced(Work.erasures(FIRST_RUN + minute, PER_SECOND * 60), PER_SECOND);
            long now = Machine.residentMiB(lethe.engine().pid());
            resident.add(now);
            progress.say("minute %2d: %,d MiB resident".formatted(minute + 1, now));
        }
    }
}
