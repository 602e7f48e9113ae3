package io.lethe.tombstone;

import io.lethe.config.Topics;
import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import io.lethe.poison.ValueReader;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.TombstoneTask;
import io.lethe.worker.DeadLetterRecords;
import io.lethe.worker.Sends;
import io.lethe.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serde;

/** Tombstones, then acks, then offsets, each durable before the next: a crash in between writes the same nulls and acks again, which changes nothing. */
final class TombstoneSession implements Worker.Session {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    /**
     * The clients of a session.
     *
     * @param tombstones writes to topics of services, gives up soon
     * @param acks writes to Lethe's own topics
     */
    record Links(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> tombstones,
            Producer<byte[], byte[]> acks,
            Admin admin) {}

    private final Links links;
    private final TombstoneWriter writer;
    private final Serde<SpecificRecord> serde;
    private final ValueReader<TombstoneTask> reader;
    private final DeadLetterRecords deadLetters;
    private final String ackTopic;
    private final Clock clock;

    TombstoneSession(Links links, TombstoneWriter writer, Serde<SpecificRecord> serde, Topics topics, Clock clock) {
        this.links = links;
        this.writer = writer;
        this.serde = serde;
        this.reader = new ValueReader<>(serde.deserializer(), TombstoneTask.class);
        this.deadLetters = new DeadLetterRecords(topics, serde, clock);
        this.ackTopic = topics.acks();
        this.clock = clock;
    }

    @Override
    public void handle(ConsumerRecords<byte[], byte[]> records) {
        var jobs = new ArrayList<Job>();
        var results = new ArrayList<Future<RecordMetadata>>();
        for (var record : records) {
            try {
                jobs.add(job(record));
            } catch (PoisonException e) {
                results.add(links.acks.send(deadLetters.of(record, e)));
            }
        }
        writer.write(jobs);
        jobs.forEach(job -> results.add(links.acks.send(ack(job))));
        links.acks.flush();
        results.forEach(Sends::confirm);
        links.consumer.commitSync();
    }

    @Override
    public void close() {
        links.tombstones.close(CLOSE);
        links.acks.close(CLOSE);
        links.admin.close(CLOSE);
        serde.close();
    }

    private Job job(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new PoisonException(Poison.NULL_KEY);
        }
        return new Job(record.key(), reader.read(record.topic(), record.value()));
    }

    private ProducerRecord<byte[], byte[]> ack(Job job) {
        var task = job.task();
        var done = job.failure().isEmpty();
        var ack = new ServiceAck(
                task.getTaskId(),
                task.getRequestId(),
                task.getService(),
                Action.TOMBSTONE,
                task.getToken(),
                task.getAttempt(),
                done ? AckOutcome.DONE : AckOutcome.FAILED,
                done ? (long) job.writes().size() : 0L,
                done || job.retryable(),
                job.failure().orElse(null),
                null,
                clock.instant(),
                null,
                null,
                null);
        return new ProducerRecord<>(ackTopic, job.key(), serde.serializer().serialize(ackTopic, ack));
    }
}
