package io.lethe.tombstone;

import io.lethe.config.LetheConfig;
import io.lethe.tombstone.TombstoneSession.Links;
import io.lethe.topics.TopicInspector;
import io.lethe.worker.Clients;
import io.lethe.worker.Health;
import io.lethe.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serde;

/**
 * Does the tasks of {@code privacy.tombstones} and acks them like a participant. Group {@code <application.id>-tombstones}: several instances share the
 * partitions.
 */
public final class TombstoneWorker implements AutoCloseable {
    /** By which metrics and logs call it. */
    public static final String NAME = "tombstones";

    private static final int MAX_POLL_RECORDS = 500;

    /** A service's topic must not hold the others up: these bound what one that went bad can cost, once each {@link TopicWatch#FRESH}. */
    private static final Map<String, Object> IMPATIENT = Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000,
            // An idle topic is not asked for again: with auto.create.topics.enable a question would make a deleted one
            // anew.
            ProducerConfig.METADATA_MAX_IDLE_CONFIG, 5_000,
            ProducerConfig.LINGER_MS_CONFIG, 5);

    private static final Map<String, Object> ACKS = Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000,
            ProducerConfig.LINGER_MS_CONFIG, 5);

    private final LetheConfig config;
    private final Clients clients;
    private final Clock clock;
    private final Duration fresh;
    private final Worker worker;

    /** A worker that does not run yet. */
    public TombstoneWorker(LetheConfig config, Clock clock) {
        this(config, clock, TopicWatch.FRESH);
    }

    /** As the other, with another time for which a topic's state holds. */
    TombstoneWorker(LetheConfig config, Clock clock, Duration fresh) {
        this.fresh = fresh;
        this.config = config;
        this.clients = new Clients(config);
        this.clock = clock;
        this.worker = new Worker(
                NAME,
                config.topics().tombstones(),
                () -> clients.groupConsumer(NAME, MAX_POLL_RECORDS),
                this::open,
                clock);
    }

    /** Starts it; once only. The topics of Lethe must stand. */
    public void start() {
        worker.start();
    }

    /** How it does now. */
    public Health health() {
        return worker.health();
    }

    /** Ends it within 30 s. */
    @Override
    public void close() {
        worker.close();
    }

    private Worker.Session open(Consumer<byte[], byte[]> consumer) {
        var links = new Links(
                consumer,
                clients.producer(NAME, IMPATIENT),
                clients.producer(NAME + "-acks", ACKS),
                clients.admin(NAME));
        var watch = new TopicWatch(new TopicInspector(links.admin()), fresh, System::nanoTime);
        Serde<SpecificRecord> serde = clients.valueSerde();
        return new TombstoneSession(
                links, new TombstoneWriter(links.tombstones(), watch), serde, config.topics(), clock);
    }
}
