package io.lethe.worker;

import io.lethe.config.LetheConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;

/**
 * Clients of Kafka as the configuration says: what stands under {@code kafka.}, then what stands there for this kind of client ({@code consumer.},
 * {@code producer.}, {@code admin.}), then what Lethe's guarantees need. Keys and values are bytes: a record that cannot be read must not stop a client.
 */
public final class Clients {
    private static final List<String> PREFIXES = List.of(
            "consumer.", "producer.", "admin.", "main.consumer.", "restore.consumer.", "global.consumer.", "topic.");

    private final LetheConfig config;

    /** Clients of this deployment. */
    public Clients(LetheConfig config) {
        this.config = config;
    }

    /** Reads committed records of a group from the earliest on; offsets are committed by the caller alone. */
    public Consumer<byte[], byte[]> consumer(String name, Map<String, Object> settings) {
        var properties = base("consumer.", name);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.putAll(settings);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer in the group {@code <application.id>-<name>}. */
    public Consumer<byte[], byte[]> groupConsumer(String name, int maxPollRecords) {
        return consumer(
                name,
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group(name),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        maxPollRecords));
    }

    /** Id of a worker's group. */
    public String group(String name) {
        return config.deployment().applicationId() + "-" + name;
    }

    /** Writes idempotent and to all replicas in sync. */
    public Producer<byte[], byte[]> producer(String name, Map<String, Object> settings) {
        var properties = base("producer.", name);
        properties.putAll(settings);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Describes and makes topics. */
    public Admin admin(String name) {
        return Admin.create(base("admin.", name));
    }

    /** The configured serde, set up for values of generated classes. */
    public <T extends SpecificRecord> Serde<T> valueSerde() {
        try {
            @SuppressWarnings(
                    "unchecked") // the class is named in the configuration; what it reads is checked by ValueReader
            Serde<T> serde = Utils.newInstance(config.connection().serdeClass(), Serde.class);
            var properties = base("", "serde");
            properties.put("specific.avro.reader", true);
            serde.configure(properties, false);
            return serde;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "lethe.serde.class = " + config.connection().serdeClass() + ": not found", e);
        }
    }

    private Map<String, Object> base(String prefix, String name) {
        var properties = new HashMap<>(config.kafkaProperties());
        properties.keySet().removeIf(key -> PREFIXES.stream().anyMatch(key::startsWith));
        if (!prefix.isEmpty()) {
            config.connection().kafka().forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    properties.put(key.substring(prefix.length()), value);
                }
            });
        }
        properties.put("client.id", config.deployment().applicationId() + "-" + name);
        return properties;
    }
}
