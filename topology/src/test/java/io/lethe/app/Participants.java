package io.lethe.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.config.Topics;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import io.lethe.serde.SpecificAvroDeserializer;
import io.lethe.serde.SpecificAvroSerializer;
import io.lethe.testing.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Services that answer every task DONE as soon as it comes, and remember which subjects they erased. */
final class Participants implements AutoCloseable {
    private final KafkaConsumer<String, ServiceTask> consumer;
    private final Producer<String, ServiceAck> producer;
    private final Topics topics;
    private final Map<String, Set<String>> erased = new HashMap<>();
    private final Thread thread = new Thread(this::run, "participants");
    private volatile boolean stopped;
    private volatile Exception failure;

    Participants(TestCluster cluster, Topics topics, List<String> services) {
        this.topics = topics;
        services.forEach(s -> erased.put(topics.erase(s), ConcurrentHashMap.newKeySet()));
        SpecificAvroDeserializer<ServiceTask> reader = new SpecificAvroDeserializer<>(ServiceTask.class);
        reader.configure(cluster.clientConfig(), false);
        Map<String, Object> settings = new HashMap<>(cluster.clientConfig());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "participants-" + UUID.randomUUID());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), reader);
        SpecificAvroSerializer<ServiceAck> writer = new SpecificAvroSerializer<>();
        writer.configure(cluster.clientConfig(), false);
        producer = cluster.producer(new StringSerializer(), writer, Map.of());
    }

    Participants start() {
        consumer.subscribe(erased.keySet());
        thread.start();
        return this;
    }

    /** Subjects that a service erased. */
    Set<String> erased(String service) {
        return erased.get(topics.erase(service));
    }

    private void run() {
        while (!stopped) {
            for (ConsumerRecord<String, ServiceTask> task : consumer.poll(Duration.ofMillis(50))) {
                erased.get(task.topic()).add(task.key());
                var unused = producer.send(new ProducerRecord<>(topics.acks(), task.key(), ack(task)), this::sent);
            }
            producer.flush();
        }
    }

    private void sent(RecordMetadata where, Exception error) {
        if (error != null) {
            failure = error;
        }
    }

    private ServiceAck ack(ConsumerRecord<String, ServiceTask> record) {
        ServiceTask task = record.value();
        String service = record.topic().substring(topics.erase("").length());
        return new ServiceAck(
                task.getTaskId(),
                task.getRequestId(),
                service,
                task.getAction(),
                task.getToken(),
                task.getAttempt(),
                AckOutcome.DONE,
                1L,
                true,
                null,
                null,
                Instant.now(),
                null,
                null,
                null);
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        assertThat(failure).isNull();
        consumer.close();
        producer.close();
    }
}
