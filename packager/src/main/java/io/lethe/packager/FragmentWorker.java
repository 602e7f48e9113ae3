package io.lethe.packager;

import io.lethe.config.LetheConfig;
import io.lethe.keys.Keys;
import io.lethe.poison.ValueReader;
import io.lethe.schemas.ExportFragment;
import io.lethe.worker.Clients;
import io.lethe.worker.DeadLetterRecords;
import io.lethe.worker.Worker;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.Serde;

/** Stages fragments as they arrive. Group {@code <application.id>-export-fragments}: several instances share the partitions, and the store. */
final class FragmentWorker implements AutoCloseable {
    private static final String NAME = "export-fragments";
    private static final int MAX_POLL_RECORDS = 100;

    private final LetheConfig config;
    private final Clients clients;
    private final Keys keys;
    private final Staging staging;
    private final Clock clock;
    private final Worker worker;

    FragmentWorker(LetheConfig config, Keys keys, Staging staging, Clock clock) {
        this.config = config;
        this.clients = new Clients(config);
        this.keys = keys;
        this.staging = staging;
        this.clock = clock;
        this.worker = new Worker(
                NAME,
                config.topics().fragments(),
                () -> clients.groupConsumer(NAME, MAX_POLL_RECORDS),
                this::open,
                clock);
    }

    void start() {
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
    }

    private Worker.Session open(Consumer<byte[], byte[]> consumer) {
        Serde<SpecificRecord> serde = clients.valueSerde();
        return new FragmentSession(
                consumer,
                clients.producer(NAME, Map.of()),
                new ValueReader<>(serde.deserializer(), ExportFragment.class),
                new DeadLetterRecords(config.topics(), serde, clock),
                new FragmentCheck(keys, config.export().plainFragments()),
                staging,
                keys);
    }
}
