package io.lethe.tombstone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.schemas.TombstoneTask;
import io.lethe.topics.TopicInspector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

class TombstoneWriterTest {

    /** Not asked for a task without topics. */
    private final TopicWatch watch = new TopicWatch(new TopicInspector(null), Duration.ZERO, () -> 0);

    @Test
    void shouldNotTakeATaskWithoutTopicsForDone() {
        var task = new TombstoneTask("t", "r", "crm", 1, 1, "token", List.of(), Instant.EPOCH);
        var job = new Job("customer-00001".getBytes(UTF_8), task);
        try (var producer = new MockProducer<byte[], byte[]>()) {
            new TombstoneWriter(producer, watch).write(List.of(job));

            assertThat(job.failure()).contains("NO_TOPICS");
            assertThat(job.retryable()).isTrue();
            assertThat(producer.history()).isEmpty();
        }
    }
}
