package io.lethe.app;

import io.lethe.config.Deployment;
import io.lethe.config.LetheConfig;
import io.lethe.store.BoundedMemory;
import io.lethe.store.Stores;
import io.lethe.topics.Forgetting;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/** How Kafka Streams is set up: what a deployment may choose first, then what Lethe's guarantees need. */
final class StreamsSettings {
    /** Commit gaps of 9.7 to 12.8 s were measured while a broker changed leaders; Kafka's default of 10 s is below that. */
    private static final int TRANSACTION_TIMEOUT_MS = 45_000;

    private static final int SESSION_TIMEOUT_MS = 10_000;
    /**
     * A batch that is full takes all batches of its broker along, full or not, and the audit log fills 16 KiB (Kafka's default) with three requests: most
     * requests to brokers then carried almost empty batches of thirty other partitions.
     */
    private static final int BATCH_BYTES = 256 * 1024;

    /** Record caches hold nothing but one row for each task, by which commits are told ({@link io.lethe.store.Stores#COMMIT_SIGNAL}). */
    private static final long CACHE_BYTES = 1024 * 1024;

    private StreamsSettings() {}

    /** A default with a prefix would be stronger than a deployment's choice without one, so that there is none where it chose. */
    static Properties of(LetheConfig config) {
        Deployment deployment = config.deployment();
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        Map<String, Object> chosen = config.kafkaProperties();
        if (!chosen.containsKey(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)) {
            settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        }
        if (!chosen.containsKey(ProducerConfig.BATCH_SIZE_CONFIG)) {
            settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        }
        if (!chosen.containsKey(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)) {
            // A little less than brokers take, for what a batch adds.
            settings.put(
                    StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Stores.MAX_ROW_BYTES - 4_096);
        }
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
        settings.putAll(chosen);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, deployment.applicationId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, deployment.stateDir().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, deployment.threads());
        settings.put(BoundedMemory.MIB, deployment.storeMemoryMib());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, deployment.replicationFactor());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // A handler that goes on would commit half a decision.
        settings.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailProcessingExceptionHandler.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DefaultProductionExceptionHandler.class);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG, Forgetting.STATE_DIRECTORY_MAX_AGE.toMillis());
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        deployment.applicationServer().ifPresent(s -> settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, s));
        return settings;
    }

    /** What applies to the consumers of commands and acks, whichever prefix it was set under. */
    static Duration sessionTimeout(LetheConfig config) {
        Map<String, Object> consumer = new StreamsConfig(of(config)).getMainConsumerConfigs("", "", 0);
        return Duration.ofMillis(Long.parseLong(
                consumer.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG).toString()));
    }
}
