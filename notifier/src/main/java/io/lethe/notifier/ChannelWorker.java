package io.lethe.notifier;

import io.lethe.config.LetheConfig;
import io.lethe.poison.ValueReader;
import io.lethe.schemas.Notification;
import io.lethe.worker.Clients;
import io.lethe.worker.DeadLetterRecords;
import io.lethe.worker.Worker;
import io.lethe.worker.WorkerGauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serde;

/** The worker of one channel, in the group {@code <application.id>-notify-<channel>}: several instances share the partitions. */
final class ChannelWorker implements AutoCloseable {
    /** Few: what was polled must be done with before the group takes the partition for abandoned. */
    private static final int MAX_POLL_RECORDS = 5;

    private static final Map<String, Object> DEAD_LETTERS = Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000,
            ProducerConfig.LINGER_MS_CONFIG, 5);

    private final String name;
    private final Delivery delivery;
    private final LetheConfig config;
    private final Clients clients;
    private final Clock clock;
    private final WorkerGauge gauge;
    private final Worker worker;

    ChannelWorker(String channel, Delivery delivery, LetheConfig config, MeterRegistry meters, Clock clock) {
        this.name = "notify-" + channel;
        this.delivery = delivery;
        this.config = config;
        this.clients = new Clients(config);
        this.clock = clock;
        this.worker = new Worker(
                name,
                config.topics().notifications(),
                () -> clients.groupConsumer(name, MAX_POLL_RECORDS),
                this::open,
                clock);
        this.gauge = new WorkerGauge(name, worker::health, meters);
    }

    void start() {
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
        gauge.close();
    }

    private Worker.Session open(Consumer<byte[], byte[]> consumer) {
        Serde<SpecificRecord> serde = clients.valueSerde();
        return new ChannelSession(
                consumer,
                clients.producer(name, DEAD_LETTERS),
                new ValueReader<>(serde.deserializer(), Notification.class),
                new DeadLetterRecords(config.topics(), serde, clock),
                delivery,
                serde);
    }
}
