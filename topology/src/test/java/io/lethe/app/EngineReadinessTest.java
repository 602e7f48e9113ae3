package io.lethe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP listens before the engine serves: whoever asks is told why it does not. */
class EngineReadinessTest {
    @TempDir
    Path directory;

    @Test
    void shouldSayWhyItDoesNotServeBeforeAndAfterItsLife() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "readiness",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1",
                StreamsConfig.STATE_DIR_CONFIG, directory.toString()));
        StreamsBuilder any = new StreamsBuilder();
        any.stream("topic").to("other");
        try (KafkaStreams streams = new KafkaStreams(any.build(), settings)) {
            EngineReadiness readiness = new EngineReadiness(streams);

            assertThat(readiness.isAlive()).isTrue();
            assertThat(readiness.obstacles()).containsExactly(Map.entry("engine", "CREATED: it has not started yet"));

            streams.close();

            assertThat(readiness.isAlive()).isFalse();
            assertThat(readiness.obstacles()).containsExactly(Map.entry("engine", "NOT_RUNNING: it is being stopped"));
        }
    }
}
