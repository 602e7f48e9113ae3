package io.lethe.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a run's completions as a caller does, committed. */
final class Completions extends Loop {
    private static final Duration POLL = Duration.ofMillis(20);
    /** Magic byte, schema id, and the length of the request's id. */
    private static final int REQUEST_ID_AT = 6;

    private final Work work;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Arrivals arrivals;

    /** Listens from now on. */
    Completions(Work work, KafkaClients clients, List<TopicPartition> partitions) {
        super("completions");
        this.work = work;
        this.consumer = clients.reader(partitions);
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

    /** Waits for the last one; when it came. */
    long await() throws InterruptedException, TimeoutException {
        return arrivals.await(this);
    }

    Arrivals arrivals() {
        return arrivals;
    }
}
