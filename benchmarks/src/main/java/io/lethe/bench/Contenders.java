package io.lethe.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** All that is measured on one ground, each started when it is first asked for. */
final class Contenders implements AutoCloseable {
    private static final int RECORDING_RUN = 0xFFF;

    private final Ground ground;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private LetheContender lethe;
    private LimitContender limit;
    private Postgres postgres;

    Contenders(Ground ground) {
        this.ground = ground;
    }

    /** Lethe as it ships. */
    LetheContender lethe() throws IOException, InterruptedException {
        if (lethe == null) {
            lethe = lethe("lethe", Map.of());
        }
        return lethe;
    }

    /** Another Lethe on the same broker. */
    LetheContender lethe(String name, Map<String, String> settings) throws IOException, InterruptedException {
        return opened(new LetheContender(ground, name, settings, List.of()));
    }

    /** The pipeline without logic; Lethe shows it what to write. */
    LimitContender limit() throws Exception {
        if (limit == null) {
            Recording recording = Recording.of(lethe(), clients(), RECORDING_RUN);
            limit = opened(new LimitContender(ground, "limit", recording));
        }
        return limit;
    }

    Rival rival(Rival.Way way) throws IOException {
        return new Rival(way, postgres());
    }

    /** The rival's HTTP edge, to be closed by who asked for it. */
    EdgeProcess edge() throws IOException, InterruptedException {
        return EdgeProcess.start(postgres().jdbcUrl(), ground.directory().resolve("edge.log"));
    }

    private Postgres postgres() throws IOException {
        if (postgres == null) {
            postgres = opened(new Postgres(ground.directory().resolve("postgres")));
        }
        return postgres;
    }

    KafkaClients clients() {
        return new KafkaClients(ground.bootstrapServers());
    }

    private <T extends AutoCloseable> T opened(T contender) {
        open.push(contender);
        return contender;
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
