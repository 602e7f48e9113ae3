package io.lethe.app;

import io.lethe.http.Readiness;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaStreams;

/** The engine decides whether an instance serves. A worker that fails delays what it does and nobody else, so it is none of these. */
final class EngineReadiness implements Readiness {
    private final KafkaStreams streams;

    EngineReadiness(KafkaStreams streams) {
        this.streams = streams;
    }

    @Override
    public boolean isAlive() {
        return switch (streams.state()) {
            case CREATED, REBALANCING, RUNNING -> true;
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
        };
    }

    @Override
    public SortedMap<String, String> obstacles() {
        SortedMap<String, String> obstacles = new TreeMap<>();
        KafkaStreams.State state = streams.state();
        if (state != KafkaStreams.State.RUNNING) {
            obstacles.put("engine", state + ": " + meaning(state));
        }
        return obstacles;
    }

    private static String meaning(KafkaStreams.State state) {
        return switch (state) {
            case CREATED -> "it has not started yet";
            case REBALANCING -> "partitions are assigned or restored; it will serve by itself";
            case RUNNING -> "it serves";
            case PENDING_SHUTDOWN, NOT_RUNNING -> "it is being stopped";
            case PENDING_ERROR, ERROR -> "it gave up; its log says why, and a restart is needed";
        };
    }
}
