package io.lethe.cli.demo;

import io.lethe.config.LetheConfig;
import io.lethe.schemas.RequestCompleted;
import io.lethe.serde.SpecificAvroDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the ends of requests that come from now on. */
final class Completions implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private final KafkaConsumer<String, RequestCompleted> consumer;

    private Completions(KafkaConsumer<String, RequestCompleted> consumer) {
        this.consumer = consumer;
    }

    static Completions from(LetheConfig config) {
        Map<String, Object> properties = new HashMap<>(config.kafkaProperties());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "lethe-demo");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        var values = new SpecificAvroDeserializer<RequestCompleted>();
        values.configure(properties, false);
        var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), values);
        var partitions = consumer.partitionsFor(config.topics().completions()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new Completions(consumer);
    }

    /** Hands over the completion of each of these requests; ends when all came, or none for so long that what is missing will not come by itself. */
    void follow(Set<String> requestIds, Consumer<RequestCompleted> each) {
        var missing = new HashSet<>(requestIds);
        long last = System.nanoTime();
        while (!missing.isEmpty() && System.nanoTime() - last < Requests.PATIENCE.toNanos()) {
            for (var record : consumer.poll(POLL)) {
                if (missing.remove(record.value().getRequestId())) {
                    each.accept(record.value());
                    last = System.nanoTime();
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
