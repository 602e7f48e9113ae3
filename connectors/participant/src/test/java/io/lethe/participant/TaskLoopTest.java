package io.lethe.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the loop asks of its consumer while an effect runs; how long that takes is nobody's concern here. */
class TaskLoopTest {
    private static final TopicPartition TASKS = new TopicPartition("privacy.erase.orders", 0);

    private final Counters counters = new Counters();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> effects = new CopyOnWriteArrayList<>();
    private final PollCounter consumer = new PollCounter();
    private final BatchRunner runner = runner();
    private final TaskLoop loop = new TaskLoop(settings(), consumer, runner);
    private final Thread thread = new Thread(loop::run, "loop");

    /** Counts the polls that keep a place in the group and fetch nothing. */
    private static final class PollCounter extends MockConsumer<byte[], byte[]> {
        private final AtomicInteger paused = new AtomicInteger();

        PollCounter() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            if (paused().containsAll(assignment()) && !assignment().isEmpty()) {
                paused.incrementAndGet();
            }
            return super.poll(timeout);
        }
    }

    @BeforeEach
    void start() {
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(TASKS));
            consumer.updateBeginningOffsets(Map.of(TASKS, 0L));
            add(0, "customer-1");
        });
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        release.countDown();
        loop.close();
        thread.join();
        runner.shutdown();
    }

    @Test
    void shouldGoOnPollingWithoutFetchingWhileAnEffectRuns() {
        await().until(() -> effects.size() == 1);
        add(1, "customer-2");

        await().until(() -> consumer.paused.get() >= 3);

        assertThat(effects).as("one batch at a time").containsExactly("customer-1");
        assertThat(committed()).as("nothing is settled").isNull();
        release.countDown();
        await().until(() -> committed() != null && committed().offset() == 2);
        assertThat(effects).containsExactly("customer-1", "customer-2");
        assertThat(consumer.paused()).isEmpty();
        await().until(() -> counters.snapshot().equals(new ParticipantStats(2, 0, 0, 0)));
    }

    private void add(long offset, String subjectId) {
        consumer.addRecord(
                new ConsumerRecord<>(TASKS.topic(), 0, offset, Installation.utf8(subjectId), new byte[] {1}));
    }

    private OffsetAndMetadata committed() {
        return consumer.committed(Set.of(TASKS)).get(TASKS);
    }

    private Ack effect(Task task) throws InterruptedException {
        effects.add(task.subjectId());
        release.await();
        return Ack.done(1);
    }

    private BatchRunner runner() {
        Settings settings = settings();
        AnswerSender sender = new AnswerSender(
                settings,
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()),
                (topic, value) -> new byte[0],
                Clock.systemUTC());
        return new BatchRunner(
                settings,
                new TaskReader((topic, value) -> aTask()),
                new Answerer(
                        Map.of(Action.HARD_DELETE, this::effect), settings.retry(), new AnsweredTasks(10), counters),
                new Exporting(Optional.empty(), settings.service(), sender),
                sender,
                counters);
    }

    private static ServiceTask aTask() {
        return Installation.task(Action.HARD_DELETE);
    }

    private static Settings settings() {
        return new Settings(
                "orders",
                "privacy.",
                "unused",
                Map.of(),
                1,
                new HandlerRetry(1, Duration.ofMillis(1), Duration.ofMillis(1)),
                10,
                io.lethe.testing.Patience.MOST);
    }
}
