package io.lethe.bench;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Counts a run's completions as a caller reads them, committed, and notes when each came. */
final class Completions extends Loop {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration STALLED = Duration.ofSeconds(60);
    /** Magic byte, schema id, and the length of the request's id. */
    private static final int REQUEST_ID_AT = 6;

    private final Work work;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long[] arrivals;
    private final BitSet seen = new BitSet();
    private final AtomicInteger count = new AtomicInteger();
    private volatile long last = System.nanoTime();
    private final AtomicInteger twice = new AtomicInteger();

    /** Listens from now on. */
    Completions(Work work, KafkaClients clients, List<TopicPartition> partitions) {
        super("completions");
        this.work = work;
        this.consumer = clients.reader(partitions);
        this.arrivals = new long[work.requests()];
    }

    @Override
    void turn() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (work.owns(record.value(), REQUEST_ID_AT)) {
                note(Work.number(record.value(), REQUEST_ID_AT));
            }
        }
    }

    private void note(int number) {
        if (seen.get(number)) {
            twice.incrementAndGet();
            return;
        }
        seen.set(number);
        last = System.nanoTime();
        arrivals[number] = last;
        count.incrementAndGet();
    }

    @Override
    void end() {
        consumer.close();
    }

    /**
     * Waits for the last one.
     *
     * @return {@link System#nanoTime} at its arrival
     * @throws TimeoutException when none comes for a minute
     */
    long await() throws InterruptedException, TimeoutException {
        while (count.get() < work.requests()) {
            check();
            if (System.nanoTime() - last > STALLED.toNanos()) {
                throw new TimeoutException(count.get() + " of " + work.requests()
                        + " requests completed, and no other for " + STALLED.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return last;
    }

    int count() {
        return count.get();
    }

    /** Completions of requests that had one already. */
    int twice() {
        return twice.get();
    }

    /** When each request's completion came, by number; {@link System#nanoTime}. */
    long[] arrivals() {
        return arrivals;
    }
}
