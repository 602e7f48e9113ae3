package io.lethe.services;

import io.lethe.config.LetheConfig;
import io.lethe.keys.ControlTags;
import io.lethe.keys.Keys;
import io.lethe.worker.Clients;
import io.lethe.worker.Health;
import io.lethe.worker.Worker;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Makes catalogue changes active: checks each, makes and checks its topics, then tells every partition of the commands topic in one transaction. Group and
 * transactional id {@code <application.id>-activator}: of several instances one is active.
 */
public final class ServiceActivator implements AutoCloseable {
    /** By which metrics and logs call it. */
    public static final String NAME = "activator";

    private static final int MAX_POLL_RECORDS = 50;

    private final LetheConfig config;
    private final Clients clients;
    private final ControlTags tags;
    private final Clock clock;
    private final Worker worker;

    /** An activator that does not run yet. */
    public ServiceActivator(LetheConfig config, Keys keys, Clock clock) {
        this.config = config;
        this.clients = new Clients(config);
        this.tags = new ControlTags(keys);
        this.clock = clock;
        this.worker = new Worker(
                NAME,
                config.topics().services(),
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
        var publisher = new ChangePublisher(clients, config, consumer, tags);
        var history = new CatalogueHistory(() -> clients.consumer("catalogue-history", Map.of()), clients.valueSerde());
        return new ActivatorSession(publisher, history, new ServiceChecks(config), clients.valueSerde(), config, clock);
    }
}
