package io.lethe.notifier;

import io.lethe.poison.PoisonException;
import io.lethe.poison.ValueReader;
import io.lethe.schemas.Notification;
import io.lethe.worker.DeadLetterRecords;
import io.lethe.worker.Sends;
import io.lethe.worker.Worker;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;

/**
 * Sends one after the other, and commits each before the next: a crash between the two sends one again, never more. What nobody will ever take becomes a
 * dead letter, and the stream goes on.
 */
final class ChannelSession implements Worker.Session {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final ValueReader<Notification> reader;
    private final DeadLetterRecords deadLetters;
    private final Delivery delivery;
    private final Serde<?> serde;

    ChannelSession(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            ValueReader<Notification> reader,
            DeadLetterRecords deadLetters,
            Delivery delivery,
            Serde<?> serde) {
        this.consumer = consumer;
        this.producer = producer;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.delivery = delivery;
        this.serde = serde;
    }

    @Override
    public void handle(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            deliver(record);
            consumer.commitSync(Map.of(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1)));
        }
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        try {
            delivery.deliver(reader.read(record.topic(), record.value()));
        } catch (PoisonException e) {
            Sends.confirm(producer.send(deadLetters.of(record, e)));
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        serde.close();
    }
}
