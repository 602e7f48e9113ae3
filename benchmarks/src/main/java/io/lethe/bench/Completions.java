package io.lethe.bench;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a run's completions as a caller does, committed. */
final class Completions extends Loop {
    private static final Duration POLL = Duration.ofMillis(20);
    /** Magic byte, schema id, and the length of the request's id. */
    private static final int REQUEST_ID_AT = 6;

    private final Work work;
    private final KafkaClients clients;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> from;
    private final Arrivals arrivals;

    /** Listens from now on. */
    Completions(Work work, KafkaClients clients, List<TopicPartition> partitions) {
        super("completions");
        this.work = work;
        this.clients = clients;
        this.consumer = clients.reader(partitions);
        this.from = partitions.stream().collect(Collectors.toMap(Function.identity(), consumer::position));
        this.arrivals = new Arrivals(work);
    }

    @Override
    void turn() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (work.owns(record.value(), REQUEST_ID_AT)) {
                arrivals.note(Work.number(record.value(), REQUEST_ID_AT));
            }
        }
    }

    @Override
    void end() {
        consumer.close();
    }

    /** Waits for the last one; when it came. Where none comes any more, a second reader tells whether they are missing or were not seen. */
    long await() throws InterruptedException, TimeoutException {
        try {
            return arrivals.await(this);
        } catch (TimeoutException e) {
            TimeoutException told = new TimeoutException(e.getMessage() + "; a second reader finds " + readAgain());
            told.initCause(e);
            throw told;
        }
    }

    private int readAgain() {
        BitSet found = new BitSet();
        try (KafkaConsumer<byte[], byte[]> again = clients.consumer(Map.of())) {
            again.assign(from.keySet());
            from.forEach(again::seek);
            Map<TopicPartition, Long> ends = again.endOffsets(from.keySet());
            while (ends.entrySet().stream().anyMatch(end -> again.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : again.poll(POLL)) {
                    if (work.owns(record.value(), REQUEST_ID_AT)) {
                        found.set(Work.number(record.value(), REQUEST_ID_AT));
                    }
                }
            }
        }
        return found.cardinality();
    }

    Arrivals arrivals() {
        return arrivals;
    }
}
