package io.lethe.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final String TOPIC = "work";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private static final ExponentialBackoff BACKOFF = new ExponentialBackoff(10, 2, 200, 0);

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final List<Long> handled = new CopyOnWriteArrayList<>();
    private IntConsumer before = attempt -> {};
    private Worker worker;

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void shouldHandOverWhatItPolls() {
        start();

        await().until(() -> handled.size() == 2);
        assertThat(handled).containsExactly(0L, 1L);
        await().until(() -> worker.health().healthy());
    }

    @Test
    void shouldBeginAgainWithNewClientsAndSkipNothing() {
        before = attempt -> {
            if (attempt < 3) {
                throw new TimeoutException("brokers are away");
            }
        };
        start();

        await().until(() -> handled.size() == 2);
        assertThat(handled).containsExactly(0L, 1L);
        assertThat(opened).hasValue(3);
        assertThat(closed).hasValue(2);
        await().until(() -> worker.health().failures() == 0);
        assertThat(worker.health().lastError()).contains(TimeoutException.class.getName());
        assertThat(worker.health().lastErrorAt()).isPresent();
    }

    @Test
    void shouldSayThatItIsNotWellWhileItFails() {
        var release = new CountDownLatch(1);
        before = attempt -> {
            if (release.getCount() > 0) {
                throw new TimeoutException("brokers are away");
            }
        };
        start();

        await().until(() -> worker.health().failures() >= 2);
        assertThat(worker.health().healthy()).isFalse();
        assertThat(worker.health().state()).isEqualTo(Health.State.RUNNING);
        release.countDown();
        await().until(() -> worker.health().healthy());
    }

    @Test
    void shouldGiveUpAfterTenUnknownFailuresInARow() {
        before = attempt -> {
            throw new IllegalStateException("customer-1 is odd");
        };
        start();

        await().until(() -> worker.health().state() == Health.State.FAILED);
        assertThat(opened).hasValue(10);
        assertThat(closed).hasValue(10);
        assertThat(handled).isEmpty();
        assertThat(worker.health().toString()).contains("IllegalStateException").doesNotContain("customer-1");
    }

    @Test
    void shouldNotEndUnseenOnAnErrorOfTheProcess() {
        before = attempt -> {
            throw new NoClassDefFoundError("customer-1");
        };
        var meters = new SimpleMeterRegistry();
        worker = worker();
        try (var gauge = new WorkerGauge("test", worker::health, meters)) {
            assertThat(shown(meters)).isZero();
            worker.start();

            await().until(() -> worker.health().state() == Health.State.FAILED);
            assertThat(worker.health().healthy()).isFalse();
            assertThat(worker.health().lastError()).contains(NoClassDefFoundError.class.getName());
            assertThat(closed).hasValue(1);
            assertThat(shown(meters)).isEqualTo(-1);
            gauge.close();
            assertThat(meters.getMeters()).isEmpty();
        }
    }

    private static double shown(SimpleMeterRegistry meters) {
        return meters.get("lethe.worker.failures").tag("worker", "test").gauge().value();
    }

    @Test
    void shouldNotGiveUpOnKafka() {
        before = attempt -> {
            if (attempt <= 15) {
                throw new TimeoutException("brokers are away");
            }
        };
        start();

        await().until(() -> handled.size() == 2);
        assertThat(opened).hasValue(16);
    }

    @Test
    void shouldCloseSoonWhileItWaitsToTryAgain() {
        before = attempt -> {
            throw new TimeoutException("brokers are away");
        };
        worker = new Worker(
                "test",
                TOPIC,
                this::consumer,
                this::open,
                Clock.systemUTC(),
                new ExponentialBackoff(60_000, 2, 60_000, 0));
        worker.start();
        await().until(() -> worker.health().failures() >= 1);

        var began = System.nanoTime();
        worker.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(worker.health().state()).isEqualTo(Health.State.CLOSED);
        assertThat(closed).hasValue(opened.get());
    }

    @Test
    void shouldNotBeHealthyBeforeAndAfterItsLife() {
        worker = worker();
        assertThat(worker.health().healthy()).isFalse();
        worker.start();
        await().until(() -> worker.health().healthy());
        worker.close();
        assertThat(worker.health().healthy()).isFalse();
    }

    @Test
    void shouldEndWhenItIsInterrupted() {
        before = attempt -> {
            throw new InterruptException("told to end");
        };
        start();

        await().until(() -> worker.health().state() == Health.State.CLOSED);
        assertThat(closed).hasValue(1);
    }

    private void start() {
        worker = worker();
        worker.start();
    }

    private Worker worker() {
        return new Worker("test", TOPIC, this::consumer, this::open, Clock.systemUTC(), BACKOFF);
    }

    private Worker.Session open(Consumer<byte[], byte[]> consumer) {
        int attempt = opened.incrementAndGet();
        return new Worker.Session() {
            @Override
            public void handle(ConsumerRecords<byte[], byte[]> records) {
                before.accept(attempt);
                records.forEach(record -> handled.add(record.offset()));
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    private Consumer<byte[], byte[]> consumer() {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.updateEndOffsets(Map.of(PARTITION, 2L));
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 0, new byte[1], new byte[1]));
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 1, new byte[1], new byte[1]));
        });
        return consumer;
    }
}
