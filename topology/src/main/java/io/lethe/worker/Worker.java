package io.lethe.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that polls a topic and hands what it got to a session, which makes it durable together with its offsets. Whatever goes wrong, the session and
 * its clients are thrown away and new ones begin at the committed offsets: nothing is skipped, and a fenced producer needs no case of its own. Errors of
 * Kafka and the registry are tried again without end, since they end; any other exception {@value #UNKNOWN_FAILURES} times in a row, since it may not. An
 * {@link Error} ends it at once.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int UNKNOWN_FAILURES = 10;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_CONSUMER = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofSeconds(15);
    private static final ExponentialBackoff MILLISECONDS = new ExponentialBackoff(200, 2, 30_000, 0.2);

    /** What is done with records, by clients that live as long as it does. */
    public interface Session extends AutoCloseable {
        /** Handles records that were polled. On return their effects and their offsets are durable; otherwise it throws. */
        void handle(ConsumerRecords<byte[], byte[]> records);

        /** Gives its clients up within seconds. */
        @Override
        void close();
    }

    /** Opens a session; the consumer is the worker's to subscribe, poll and close. */
    @FunctionalInterface
    public interface Opening {
        /** A new session over a new consumer. */
        Session open(Consumer<byte[], byte[]> consumer);
    }

    private final String name;
    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Opening opening;
    private final Clock clock;
    private final ExponentialBackoff backoff;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Health health = Health.NEW;
    private int unknownFailures;

    /** A worker that does not run yet. */
    public Worker(
            String name, String topic, Supplier<Consumer<byte[], byte[]>> consumers, Opening opening, Clock clock) {
        this(name, topic, consumers, opening, clock, MILLISECONDS);
    }

    /** As the other, with other pauses. */
    Worker(
            String name,
            String topic,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Opening opening,
            Clock clock,
            ExponentialBackoff backoff) {
        this.backoff = backoff;
        this.name = name;
        this.topic = topic;
        this.consumers = consumers;
        this.opening = opening;
        this.clock = clock;
        this.thread = new Thread(this::run, "lethe-" + name);
    }

    /** Starts the thread; once only. */
    public void start() {
        health = health.in(Health.State.RUNNING);
        thread.start();
    }

    /** How it does now. */
    public Health health() {
        return health;
    }

    /** Ends after what is being handled, by force after 15 s; what was not committed comes again at the next start. */
    @Override
    public void close() {
        closing.countDown();
        if (Thread.currentThread() != thread) {
            join();
        }
    }

    private void join() {
        try {
            thread.join(CLOSE.toMillis());
            if (thread.isAlive()) {
                LOG.warn("Worker {} does not end within {}: interrupting it", name, CLOSE);
                thread.interrupt();
                thread.join(CLOSE.toMillis());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        LOG.info("Worker {} reads {}", name, topic);
        while (!isClosing() && health.state() == Health.State.RUNNING) {
            try {
                runSession();
            } catch (InterruptException e) {
                closing.countDown();
            } catch (RuntimeException e) {
                recover(e);
            } catch (Throwable e) {
                fail(e);
            }
        }
        if (health.state() == Health.State.RUNNING) {
            health = health.in(Health.State.CLOSED);
        }
        LOG.info("Worker {} ended: {}", name, health.state());
    }

    private void runSession() {
        var consumer = consumers.get();
        try (var session = opening.open(consumer)) {
            consumer.subscribe(List.of(topic));
            while (!isClosing()) {
                step(consumer, session);
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_CONSUMER));
        }
    }

    private void step(Consumer<byte[], byte[]> consumer, Session session) {
        var records = consumer.poll(POLL);
        if (!records.isEmpty()) {
            session.handle(records);
            succeeded();
        } else if (hasNothingToDo(consumer)) {
            succeeded();
        }
    }

    /** An empty poll alone says little: right after a failure it only means that the group is being joined. */
    private static boolean hasNothingToDo(Consumer<byte[], byte[]> consumer) {
        var joined = consumer.groupMetadata().generationId() > 0;
        return joined
                && consumer.assignment().stream()
                        .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    private void succeeded() {
        if (health.failures() > 0) {
            LOG.info("Worker {} gets on again", name);
        }
        unknownFailures = 0;
        health = health.succeeded();
    }

    private void recover(RuntimeException error) {
        health = health.failed(error, clock.instant());
        unknownFailures = error instanceof KafkaException ? unknownFailures : unknownFailures + 1;
        LOG.warn("Worker {} failed ({} in a row) and begins again: {}", name, health.failures(), describe(error));
        if (unknownFailures >= UNKNOWN_FAILURES) {
            LOG.error(
                    "Worker {} gives up after {} unknown failures in a row; restart the process",
                    name,
                    unknownFailures);
            health = health.in(Health.State.FAILED);
            return;
        }
        pause(backoff.backoff(health.failures()));
    }

    /** An error of the process and not of its work (no memory, a class that is missing). The thread must not end unseen. */
    private void fail(Throwable error) {
        health = health.failed(error, clock.instant()).in(Health.State.FAILED);
        LOG.error(
                "Worker {} ends; restart the process: {}",
                name,
                error.getClass().getName());
    }

    private void pause(long millis) {
        try {
            var closed = closing.await(millis, TimeUnit.MILLISECONDS);
            LOG.debug("Worker {} {}", name, closed ? "closes" : "tries again");
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Kafka's messages speak of topics and brokers; any other may quote a record, so only its place is told. */
    private static String describe(RuntimeException error) {
        if (error instanceof KafkaException) {
            return error.toString();
        }
        var trace = error.getStackTrace();
        return error.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
