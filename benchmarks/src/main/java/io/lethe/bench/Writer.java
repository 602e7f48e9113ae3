package io.lethe.bench;

import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes without waiting for each record, and loses no error. */
final class Writer implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile Exception failure;

    Writer(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** For what is not writing. */
    KafkaProducer<byte[], byte[]> producer() {
        return producer;
    }

    void write(ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> sent = producer.send(record, (where, error) -> note(error));
        if (sent.isDone()) {
            check();
        }
    }

    private void note(Exception error) {
        if (error != null) {
            failure = error;
        }
    }

    /** Waits until everything stands in the log. */
    void flush() {
        producer.flush();
        check();
    }

    private void check() {
        if (failure != null) {
            throw new KafkaException("a record was not written", failure);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
