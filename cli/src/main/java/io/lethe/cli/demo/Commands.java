package io.lethe.cli.demo;

import io.lethe.cli.stack.StackException;
import io.lethe.config.LetheConfig;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.serde.SpecificAvroSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends commands as any service would: keyed by subject, idempotent, in the registry's wire format. */
final class Commands implements AutoCloseable {
    private final String topic;
    private final Producer<String, PrivacyCommand> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    Commands(LetheConfig config) {
        topic = config.topics().commands();
        Map<String, Object> properties = new HashMap<>(config.kafkaProperties());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "lethe-demo");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        var values = new SpecificAvroSerializer<PrivacyCommand>();
        values.configure(properties, false);
        producer = new KafkaProducer<>(properties, new StringSerializer(), values);
    }

    void send(String subject, PrivacyCommand command) {
        sent.add(producer.send(new ProducerRecord<>(topic, subject, command)));
    }

    /**
     * Waits until everything is written.
     *
     * @throws StackException when something could not be
     */
    @Override
    public void close() {
        producer.close();
        try {
            for (var write : sent) {
                write.get();
            }
        } catch (ExecutionException e) {
            throw new StackException(
                    "A command could not be sent to " + topic + ": "
                            + e.getCause().getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while sending", e);
        }
    }
}
