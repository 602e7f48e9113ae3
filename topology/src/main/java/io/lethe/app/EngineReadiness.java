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
        if (streams.state() != KafkaStreams.State.RUNNING) {
            obstacles.put("engine", streams.state().name());
        }
        return obstacles;
    }
}
