package io.lethe.participant;

import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serializer;

/** Produces acknowledgements and dead letters, idempotent and not transactional. Safe for use by several threads. */
final class AnswerSender implements AutoCloseable {
    /** W3C trace context: the only headers of a task that its answer carries on. */
    private static final List<String> TRACE_HEADERS = List.of("traceparent", "tracestate");

    private final String service;
    private final String acksTopic;
    private final String fragmentsTopic;
    private final String deadLettersTopic;
    private final Producer<byte[], byte[]> producer;
    private final Serializer<SpecificRecord> values;
    private final Clock clock;

    AnswerSender(Settings settings, Producer<byte[], byte[]> producer, Serializer<SpecificRecord> values, Clock clock) {
        this.service = settings.service();
        this.acksTopic = settings.acksTopic();
        this.fragmentsTopic = settings.fragmentsTopic();
        this.deadLettersTopic = settings.deadLettersTopic();
        this.producer = producer;
        this.values = values;
        this.clock = clock;
    }

    /** The acknowledgement, under the very key of the task, so that it goes to the subject's partition. */
    ProducerRecord<byte[], byte[]> ack(ConsumerRecord<byte[], byte[]> record, ServiceTask task, Ack ack) {
        ServiceAck value = ServiceAck.newBuilder()
                .setTaskId(task.getTaskId())
                .setRequestId(task.getRequestId())
                .setService(service)
                .setAction(task.getAction())
                .setToken(task.getToken())
                .setAttempt(task.getAttempt())
                .setOutcome(ack.outcome())
                .setRecordsAffected(ack.recordsAffected())
                .setRetryable(ack.retryable())
                .setReason(ack.reason())
                .setFragments(ack.fragments())
                .setRun(ack.run())
                .setSizeBytes(ack.file() == null ? null : ack.file().sizeBytes())
                .setSha256(ack.file() == null ? null : ack.file().sha256())
                .setCompletedAt(now())
                .build();
        List<Header> headers = TRACE_HEADERS.stream()
                .map(record.headers()::lastHeader)
                .filter(header -> header != null)
                .toList();
        return new ProducerRecord<>(acksTopic, null, record.key(), bytes(acksTopic, value), headers);
    }

    /** The place and the kind of the error, without a key. */
    ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> record, PoisonException poison) {
        DeadLetter value = DeadLetter.newBuilder()
                .setTopic(record.topic())
                .setPartition(record.partition())
                .setOffset(record.offset())
                .setReason(poison.reason())
                .setErrorClass(poison.errorClass())
                .setAt(now())
                .build();
        return new ProducerRecord<>(deadLettersTopic, bytes(deadLettersTopic, value));
    }

    /** Sends an entry's answer; the entry learns when it has arrived, or why it has not. */
    void send(Entry entry) {
        var unused = producer.send(entry.answer(), (where, error) -> entry.sent(error));
    }

    /** Sends a piece of an export under the key of its task; waits only while the producer's memory is full. */
    void send(byte[] key, ExportFragment fragment, FragmentSender from) {
        byte[] value = bytes(fragmentsTopic, fragment);
        var unused =
                producer.send(new ProducerRecord<>(fragmentsTopic, key, value), (where, error) -> from.arrived(error));
    }

    void flush() {
        producer.flush();
    }

    /**
     * Sends once more what has not arrived, and waits for it.
     *
     * @throws RuntimeException why an answer has not arrived; another try may help where {@link #isPassing} holds
     */
    boolean resend(List<Entry> unsent) {
        unsent.forEach(this::send);
        flush();
        unsent.stream().filter(Entry::isUnsent).findFirst().ifPresent(entry -> {
            throw asRuntime(entry.sendError());
        });
        return true;
    }

    private static RuntimeException asRuntime(Exception error) {
        return error instanceof RuntimeException runtime ? runtime : new KafkaException(error);
    }

    /** Whether the brokers may take it later: they were away, or not enough of them were there. */
    static boolean isPassing(Throwable error) {
        return error instanceof RetriableException;
    }

    void close(Duration wait) {
        producer.close(wait);
    }

    @Override
    public void close() {
        producer.close();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** One at a time: serializers reuse their buffers. */
    private synchronized byte[] bytes(String topic, SpecificRecord value) {
        return values.serialize(topic, value);
    }
}
