package io.lethe.cli.samples;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the CRM's topic from its beginning to its end, as anybody would who builds a table of it. */
final class CrmReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> config;

    CrmReader(Map<String, ?> kafka) {
        config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    }

    /** Whether a record was ever committed. */
    boolean hasRecords() {
        try (Consumer<String, String> consumer = open()) {
            consumer.seekToBeginning(consumer.assignment());
            return consumer.assignment().stream().anyMatch(partition -> !atEnd(consumer, partition));
        }
    }

    /** The keys whose last record is no tombstone, with its value. */
    Map<String, String> live() {
        Map<String, String> live = new HashMap<>();
        try (Consumer<String, String> consumer = open()) {
            consumer.seekToBeginning(consumer.assignment());
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.value() == null) {
                        live.remove(record.key());
                    } else {
                        live.put(record.key(), record.value());
                    }
                });
            }
        }
        return live;
    }

    private Consumer<String, String> open() {
        Consumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(CrmService.TOPIC).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        return consumer;
    }

    private static boolean atEnd(Consumer<String, String> consumer, TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).get(partition) <= consumer.position(partition);
    }
}
