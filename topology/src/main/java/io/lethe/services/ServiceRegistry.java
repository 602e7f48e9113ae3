package io.lethe.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.config.LetheConfig;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.worker.Clients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serde;

/** Publishes catalogue changes. Check them with {@link ServiceChecks} first: what the activator refuses becomes a dead letter, and its version never comes. */
public final class ServiceRegistry implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final Map<String, Object> BOUNDED = Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
            ProducerConfig.LINGER_MS_CONFIG, 0);

    private final String topic;
    private final Serde<ServiceDefinition> serde;
    private final Producer<byte[], byte[]> producer;

    /** Publishes to this deployment's topic, through a producer of its own. */
    public ServiceRegistry(LetheConfig config) {
        var clients = new Clients(config);
        this.topic = config.topics().services();
        this.serde = clients.valueSerde();
        this.producer = clients.producer("services", BOUNDED);
    }

    /**
     * Publishes a definition.
     *
     * @return version of the catalogue from which on requests include it
     * @throws KafkaException when brokers or registry do not answer within 10 s; it may be published all the same
     */
    public long publish(ServiceDefinition definition) {
        return send(definition.getName(), definition);
    }

    /** Publishes the removal of a service; answers as {@link #publish}. */
    public long remove(String name) {
        return send(name, null);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        serde.close();
    }

    /** Version of the change that stands at an offset of the services topic. */
    static long versionAt(long offset) {
        return offset + 1;
    }

    private synchronized long send(String name, ServiceDefinition definition) {
        var value = definition == null ? null : serde.serializer().serialize(topic, definition);
        try {
            var written = producer.send(new ProducerRecord<>(topic, name.getBytes(UTF_8), value));
            return versionAt(written.get().offset());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }
}
