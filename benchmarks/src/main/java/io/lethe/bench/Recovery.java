package io.lethe.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The way back after a SIGKILL with many open requests: of an instance that is alone and must be started again, and of one that has a hot standby. */
final class Recovery {
    private static final int ALONE_RUN = 0xA0;
    private static final int STANDBY_RUN = 0xA1;

    private final int openRequests;
    private final Contenders contenders;
    private final Progress progress;

    /**
     * Measures what is open already.
     *
     * @param openRequests how many those are
     */
    Recovery(int openRequests, Contenders contenders, Progress progress) {
        this.openRequests = openRequests;
        this.contenders = contenders;
        this.progress = progress;
    }

    /** Kills the instance, and later the one that took its place. */
    void run(ObjectNode report, LetheContender victim) throws Exception {
        ObjectNode recovery = report.putObject("recovery").put("open_requests", openRequests);
        LetheContender again = alone(recovery, victim);
        // In order, so that it starts again with the stores that it has, and from then on with standbys.
        again.close();
        withStandby(recovery.putObject("standby"), victim.name());
    }

    private LetheContender alone(ObjectNode recovery, LetheContender victim) throws Exception {
        long begun = System.nanoTime();
        victim.engine().kill();
        victim.close();
        LetheContender again = contenders.lethe(victim.name(), Map.of());
        double ready = (System.nanoTime() - begun) / 1e9;
        again.run(Work.erasures(ALONE_RUN, 1));
        double done = (System.nanoTime() - begun) / 1e9;
        progress.say("ready %.1f s after a SIGKILL with %,d open requests, the next request done after %.1f s"
                .formatted(ready, openRequests, done));
        recovery.put("ready_s", Figures.rounded(ready)).put("next_request_s", Figures.rounded(done));
        return again;
    }

    private void withStandby(ObjectNode standby, String name) throws Exception {
        progress.say("%s: starting it again, and a standby beside it".formatted(name));
        LetheContender active = contenders.lethe(name, HotStandby.settings());
        try (HotStandby second = HotStandby.start(active, List.of())) {
            second.awaitCaughtUp(progress);
            TakeOver takeOver = second.takeOver(STANDBY_RUN);
            double timeout = active.deployment().sessionTimeout().toMillis() / 1e3;
            progress.say(
                    ("with a hot standby the next request done %.1f s after a SIGKILL with %,d open requests, in each of %d partitions"
                                    + " after %.1f s; a silent instance is missed after %.0f s")
                            .formatted(
                                    takeOver.nextSeconds(),
                                    openRequests,
                                    takeOver.partitions(),
                                    takeOver.allSeconds(),
                                    timeout));
            standby.put("open_requests", openRequests)
                    .put("session_timeout_s", timeout)
                    .put("next_request_s", Figures.rounded(takeOver.nextSeconds()))
                    .put("all_partitions_s", Figures.rounded(takeOver.allSeconds()));
        }
    }
}
