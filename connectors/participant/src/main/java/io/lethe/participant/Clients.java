package io.lethe.participant;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;

/** Makes the Kafka clients and the serde from a participant's properties. */
final class Clients {
    /** What the guarantees rest on. */
    private static final Map<String, Object> CONSUMER_FIXED = Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");

    private static final Map<String, Object> PRODUCER_FIXED =
            Map.of(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true", ProducerConfig.ACKS_CONFIG, "all");

    /** What has no place here: bytes go in and out, and acknowledgements are never in a transaction. */
    private static final Set<String> REFUSED = Set.of(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG);

    /** A topic may be made after the participant started: look again soon. */
    private static final int METADATA_MAX_AGE_MS = 5_000;

    private Clients() {}

    static Consumer<byte[], byte[]> consumer(Settings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.clientId());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.clientId());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
        addOwn(config, settings, ProducerConfig.configNames(), ConsumerConfig.configNames());
        config.putAll(CONSUMER_FIXED);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Producer<byte[], byte[]> producer(Settings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, settings.clientId());
        addOwn(config, settings, ConsumerConfig.configNames(), ProducerConfig.configNames());
        config.putAll(PRODUCER_FIXED);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * The serde for values, made from its class name and configured.
     *
     * @throws IllegalArgumentException when there is no such serde
     */
    @SuppressWarnings("unchecked")
    static Serde<SpecificRecord> serde(Settings settings) {
        try {
            var serde = (Serde<SpecificRecord>) Class.forName(settings.serde())
                    .asSubclass(Serde.class)
                    .getDeclaredConstructor()
                    .newInstance();
            serde.configure(settings.kafka(), false);
            return serde;
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "serde is " + settings.serde()
                            + ", expected a Serde class with a public constructor without arguments",
                    e);
        }
    }

    /**
     * Refuses what would break a guarantee.
     *
     * @throws IllegalArgumentException naming the key
     */
    static void check(String key, Object value) {
        if (REFUSED.contains(key)) {
            throw new IllegalArgumentException(key + " is set by the participant: leave it out");
        }
        Object needed = CONSUMER_FIXED.getOrDefault(key, PRODUCER_FIXED.get(key));
        if (needed != null && !Objects.equals(needed, String.valueOf(value))) {
            throw new IllegalArgumentException(
                    key + " is " + value + ", but a participant needs " + needed + ": leave it out");
        }
    }

    /** All properties but those that only the other kind of client knows. */
    private static void addOwn(Map<String, Object> config, Settings settings, Set<String> other, Set<String> own) {
        settings.kafka().forEach((key, value) -> {
            if (own.contains(key) || !other.contains(key)) {
                config.put(key, value);
            }
        });
    }
}
