package io.lethe.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.poison.DeadLetters;
import io.lethe.poison.Limits;
import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Sends records whose key belongs to another partition on to it, unchanged and once: clients on librdkafka partition by CRC32 unless told
 * otherwise, and a subject has one writer only if all of its records stand on one partition. Bytes in, bytes out: nothing is read here.
 */
public final class RouterProcessor implements Processor<byte[], byte[], Object, Object> {
    /** Marks a record that was sent on. */
    public static final String REROUTED_HEADER = "lethe-rerouted";

    private static final byte[] ONCE = "1".getBytes(UTF_8);

    private final int partitions;
    private final String next;
    private final Map<String, String> sinkByTopic;
    private final String deadLetters;
    private ProcessorContext<Object, Object> context;
    private Sensor rerouted;

    /**
     * Routes among a number of partitions.
     *
     * @param partitions partitions of commands and of acks
     * @param next node for records on the right partition
     * @param sinkByTopic node that writes to a source topic, by topic
     * @param deadLetters node for what cannot be routed
     */
    public RouterProcessor(int partitions, String next, Map<String, String> sinkByTopic, String deadLetters) {
        this.partitions = partitions;
        this.next = next;
        this.sinkByTopic = Map.copyOf(sinkByTopic);
        this.deadLetters = deadLetters;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.rerouted = context.metrics()
                .addRateTotalSensor(
                        "lethe", context.taskId().toString(), "rerouted-records", Sensor.RecordingLevel.INFO);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata where = context.recordMetadata().orElseThrow();
        if (record.key() == null || partitionOf(record.key()) == where.partition()) {
            context.forward(record, next);
        } else if (wasRerouted(record.headers())) {
            PoisonException misrouted = new PoisonException(Poison.MISROUTED);
            context.forward(DeadLetters.of(where, misrouted, record.timestamp()), deadLetters);
        } else {
            reroute(record, where);
        }
    }

    /** What the brokers took may be more than the engine's producer may write, and that would stop the task for ever. */
    private void reroute(Record<byte[], byte[]> record, RecordMetadata where) {
        try {
            Limits.check(record.key(), record.value(), record.headers());
        } catch (PoisonException e) {
            context.forward(DeadLetters.of(where, e, record.timestamp()), deadLetters);
            return;
        }
        rerouted.record();
        record.headers().add(REROUTED_HEADER, ONCE);
        context.forward(record, sinkByTopic.get(where.topic()));
    }

    /** Kafka's default for keyed records: murmur2 of the key's bytes. */
    private int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    private static boolean wasRerouted(Headers headers) {
        return headers.lastHeader(REROUTED_HEADER) != null;
    }
}
