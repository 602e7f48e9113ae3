package io.lethe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class ThreeBrokersIT {
    @Test
    void shouldReplicateOverThreeBrokersWithSettingsOfOnesOwn() throws Exception {
        try (TestCluster cluster = TestCluster.start(3, Map.of("message.max.bytes", "1000"))) {
            cluster.createTopic("wide", 2);
            var description = cluster.admin()
                    .describeTopics(List.of("wide"))
                    .allTopicNames()
                    .get()
                    .get("wide");
            assertThat(description.partitions())
                    .allMatch(partition -> partition.replicas().size() == 3);
            cluster.send(new ProducerRecord<>("wide", "hello".getBytes(StandardCharsets.UTF_8)));
            assertThat(cluster.reader("wide", new StringDeserializer()).values())
                    .containsExactly("hello");
            assertThat(cluster.bootstrapServers().split(",")).hasSize(3);
        }
    }
}
