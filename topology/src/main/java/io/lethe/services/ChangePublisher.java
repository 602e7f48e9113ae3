package io.lethe.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.config.LetheConfig;
import io.lethe.keys.ControlTags;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.worker.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what came of a change, and the offset of the change, in one transaction: every partition learns of it, once, or none does. */
final class ChangePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangePublisher.class);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final String ISSUER = "lethe:activator";

    private final Clients clients;
    private final LetheConfig config;
    private final Consumer<byte[], byte[]> consumer;
    private final ControlTags tags;
    private final String commands;
    private final Serde<SpecificRecord> serde;
    private Producer<byte[], byte[]> producer;

    ChangePublisher(Clients clients, LetheConfig config, Consumer<byte[], byte[]> consumer, ControlTags tags) {
        this.clients = clients;
        this.config = config;
        this.consumer = consumer;
        this.tags = tags;
        this.commands = config.topics().commands();
        this.serde = clients.valueSerde();
    }

    /**
     * Tells every partition of the commands topic of a change.
     *
     * @param definition null: the service was removed
     */
    void publish(ConsumerRecord<byte[], byte[]> change, String name, ServiceDefinition definition) {
        var version = ServiceRegistry.versionAt(change.offset());
        var command = new PrivacyCommand(
                UUID.nameUUIDFromBytes((ISSUER + "/" + version).getBytes(UTF_8)).toString(),
                Instant.ofEpochMilli(change.timestamp()),
                ISSUER,
                tags.sign(version, name, definition));
        var value = serde.serializer().serialize(commands, command);
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var partition : producer().partitionsFor(commands)) {
            records.add(new ProducerRecord<>(commands, partition.partition(), null, value));
        }
        write(change, records);
    }

    /** Writes a dead letter instead. */
    void setAside(ConsumerRecord<byte[], byte[]> change, ProducerRecord<byte[], byte[]> deadLetter) {
        write(change, List.of(deadLetter));
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE);
        }
        serde.close();
    }

    private void write(ConsumerRecord<byte[], byte[]> change, List<ProducerRecord<byte[], byte[]>> records) {
        var next = Map.of(
                new TopicPartition(change.topic(), change.partition()), new OffsetAndMetadata(change.offset() + 1));
        producer().beginTransaction();
        try {
            records.forEach(this::send);
            producer().sendOffsetsToTransaction(next, consumer.groupMetadata());
            producer().commitTransaction();
        } catch (RuntimeException e) {
            abort();
            throw e;
        }
    }

    /** The commit fails when any of the sends did. */
    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer().send(record);
    }

    /** An open transaction would hold every reader of the commands back. Where even this fails, the next producer of the same id ends it. */
    private void abort() {
        try {
            producer().abortTransaction();
        } catch (KafkaException e) {
            LOG.warn("The activator's transaction is left to the next producer to abort: {}", e.toString());
        }
    }

    /** Made by the first change and not before: an instance that only stands by would fence the active one. */
    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = clients.producer(
                    ServiceActivator.NAME,
                    Map.of(
                            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                            config.deployment().applicationId() + "-" + ServiceActivator.NAME,
                            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                            40_000,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            15_000,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            30_000,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            10_000));
            producer.initTransactions();
        }
        return producer;
    }
}
