package io.lethe.services;

import io.lethe.config.LetheConfig;
import io.lethe.worker.Clients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Tells how far the activator has come. What it publishes and its offset are committed in one transaction, so a change behind it is decided. */
public final class ActivatorProgress implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final int PATIENCE_MS = 2_000;

    private final Admin admin;
    private final String group;
    private final TopicPartition services;

    /** Looks at this deployment's activator, through a client of its own. */
    public ActivatorProgress(LetheConfig config) {
        var clients = new Clients(config);
        this.admin = clients.admin("activator-progress");
        this.group = clients.group(ServiceActivator.NAME);
        this.services = new TopicPartition(config.topics().services(), 0);
    }

    /**
     * Version of the last change that the activator has published or refused; 0: none.
     *
     * @throws KafkaException when the brokers do not answer within 2 s
     */
    public long version() {
        var options = new ListConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MS);
        var next = answer(admin.listConsumerGroupOffsets(group, options).partitionsToOffsetAndMetadata())
                .get(services);
        return next == null ? 0 : ServiceRegistry.versionAt(next.offset() - 1);
    }

    /**
     * Version of the last change that stands in the topic, whether the activator has dealt with it or not; 0: none. The end of a transaction of somebody
     * else's would count as a change that never comes.
     *
     * @throws KafkaException when the brokers do not answer within 2 s
     */
    public long published() {
        var options = new ListOffsetsOptions().timeoutMs(PATIENCE_MS);
        var end = admin.listOffsets(Map.of(services, OffsetSpec.latest()), options);
        return ServiceRegistry.versionAt(answer(end.partitionResult(services)).offset() - 1);
    }

    private static <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(CLOSE);
    }
}
