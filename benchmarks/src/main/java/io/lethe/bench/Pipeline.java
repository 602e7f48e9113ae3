package io.lethe.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads commands and acks, writes recorded records under the input's key, and commits both in transactions. */
final class Pipeline extends Loop {
    private static final Duration POLL = Duration.ofMillis(10);
    /** Larger transactions were no faster. */
    private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(100).toNanos();
    /** In an ack: header, length, the task's id, length. */
    private static final int REQUEST_ID_IN_ACKS = 5 + 1 + Work.ID_LENGTH + 1;

    private final Deployment deployment;
    private final Recording recording;
    private final int requestIdInCommands;
    private final String commands;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Writer writer;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private volatile byte[] answers = new byte[0];
    private long begun;

    Pipeline(Deployment deployment, KafkaClients clients, Recording recording, int requestIdInCommands) {
        super("limit");
        this.deployment = deployment;
        this.recording = recording;
        this.requestIdInCommands = requestIdInCommands;
        this.commands = deployment.config().topics().commands();
        String group = deployment.prefix() + "pipeline";
        this.consumer = clients.consumer(Map.of("group.id", group, "fetch.min.bytes", 1));
        consumer.subscribe(List.of(commands, deployment.config().topics().acks()));
        this.writer = new Writer(clients.producer(Map.of("transactional.id", group, "linger.ms", 5)));
        writer.producer().initTransactions();
    }

    /** Counts answers of this run from now on. */
    void expect(Work work) {
        answers = new byte[work.requests()];
    }

    @Override
    void turn() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (offsets.isEmpty()) {
                writer.producer().beginTransaction();
                begun = System.nanoTime();
            }
            move(record);
            offsets.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        if (!offsets.isEmpty() && System.nanoTime() - begun > COMMIT_EVERY_NANOS) {
            writer.producer().sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            writer.producer().commitTransaction();
            offsets.clear();
        }
    }

    private void move(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(commands)) {
            recording.onCommand().forEach(out -> write(out, record, requestIdInCommands));
            return;
        }
        write(recording.onAck(), record, REQUEST_ID_IN_ACKS);
        if (++answers[Work.number(record.value(), REQUEST_ID_IN_ACKS)] == Work.SERVICES) {
            recording.onLastAck().forEach(out -> write(out, record, REQUEST_ID_IN_ACKS));
        }
    }

    private void write(Recording.Recorded out, ConsumerRecord<byte[], byte[]> in, int requestIdAt) {
        boolean audit = out.topic().equals("audit");
        writer.write(new ProducerRecord<>(
                deployment.prefix() + out.topic(),
                audit ? in.partition() : null,
                audit ? null : in.key(),
                out.value().with(in.value(), requestIdAt)));
    }

    @Override
    void end() {
        writer.close();
        consumer.close();
    }
}
