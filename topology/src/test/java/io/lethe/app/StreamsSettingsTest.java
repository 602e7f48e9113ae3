package io.lethe.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.config.LetheConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
    @Test
    void shouldHaveDefaultsOfItsOwn() {
        assertThat(Lethe.sessionTimeout(config("lethe.threads", "1"))).isEqualTo(Duration.ofSeconds(10));
        assertThat(batchSize(config("lethe.threads", "1"))).isEqualTo(256 * 1024);
    }

    @Test
    void shouldTakeADeploymentsChoiceWithAndWithoutThePrefix() {
        for (String prefix : new String[] {"kafka.", "kafka.consumer."}) {
            assertThat(Lethe.sessionTimeout(config(prefix + "session.timeout.ms", "7000")))
                    .as(prefix)
                    .isEqualTo(Duration.ofSeconds(7));
        }
        for (String prefix : new String[] {"kafka.", "kafka.producer."}) {
            assertThat(batchSize(config(prefix + "batch.size", "1024")))
                    .as(prefix)
                    .isEqualTo(1024);
        }
    }

    @Test
    void shouldNeverGoOnAfterAnError() {
        var streams = new StreamsConfig(StreamsSettings.of(config("lethe.threads", "1")));
        assertThat(streams.processingExceptionHandler()).isInstanceOf(LogAndFailProcessingExceptionHandler.class);
        assertThat(streams.productionExceptionHandler()).isInstanceOf(DefaultProductionExceptionHandler.class);
    }

    private static LetheConfig config(String key, String value) {
        Map<String, String> settings = new HashMap<>();
        settings.put("lethe.bootstrap.servers", "localhost:1");
        settings.put("lethe.schema.registry.url", "http://localhost:2");
        settings.put(key, value);
        return LetheConfig.load(settings);
    }

    private static int batchSize(LetheConfig config) {
        var producer = new StreamsConfig(StreamsSettings.of(config)).getProducerConfigs("");
        return Integer.parseInt(producer.get(ProducerConfig.BATCH_SIZE_CONFIG).toString());
    }
}
