package io.lethe.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.poison.PoisonException;
import io.lethe.poison.ValueReader;
import io.lethe.schemas.ServiceDefinition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serde;

/** The services that stand in the services topic before an offset: what a change there is to be checked against. */
final class CatalogueHistory implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Serde<SpecificRecord> serde;
    private final ValueReader<ServiceDefinition> reader;

    CatalogueHistory(Supplier<Consumer<byte[], byte[]>> consumers, Serde<SpecificRecord> serde) {
        this.consumers = consumers;
        this.serde = serde;
        this.reader = new ValueReader<>(serde.deserializer(), ServiceDefinition.class);
    }

    /** Reads from the start up to the offset, not included. What cannot be read was refused then and is left out now. */
    Map<String, ServiceDefinition> before(TopicPartition partition, long offset) {
        var services = new HashMap<String, ServiceDefinition>();
        var consumer = consumers.get();
        try {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition, PATIENCE) < offset) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the catalogue could not be read within " + PATIENCE);
                }
                for (var record : consumer.poll(POLL)) {
                    if (record.offset() < offset) {
                        apply(record, services);
                    }
                }
            }
            return services;
        } finally {
            consumer.close(CloseOptions.timeout(PATIENCE));
        }
    }

    @Override
    public void close() {
        serde.close();
    }

    private void apply(ConsumerRecord<byte[], byte[]> record, Map<String, ServiceDefinition> services) {
        if (record.key() == null) {
            return;
        }
        var name = new String(record.key(), UTF_8);
        if (record.value() == null) {
            services.remove(name);
            return;
        }
        read(record)
                .filter(definition -> definition.getName().equals(name))
                .ifPresent(definition -> services.put(name, definition));
    }

    private Optional<ServiceDefinition> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(reader.read(record.topic(), record.value()));
        } catch (PoisonException e) {
            // The activator set it aside when it came.
            return Optional.empty();
        }
    }
}
