package io.lethe.participant;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer's thread: one batch at a time is handed to the runner, and while it is worked on the loop goes on polling
 * with its partitions paused, so that a long effect costs nobody his place in the group. Offsets are committed only up to
 * where Kafka has the answers.
 */
final class TaskLoop implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLoop.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(200);
    private static final Duration KEEP_ALIVE = Duration.ofMillis(500);

    private final Settings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final BatchRunner runner;
    private volatile boolean closing;
    private volatile boolean abandoned;
    /** What is settled and not committed yet: a commit is refused while the group changes. */
    private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

    private volatile Batch batch;
    private Throwable failure;

    TaskLoop(Settings settings, Consumer<byte[], byte[]> consumer, BatchRunner runner) {
        this.settings = settings;
        this.consumer = consumer;
        this.runner = runner;
    }

    /**
     * Runs until it is closed.
     *
     * @throws KafkaException when the participant cannot go on; nothing is lost, its tasks stand uncommitted
     */
    void run() {
        try (consumer) {
            consumer.subscribe(settings.taskTopics(), this);
            while (!closing) {
                step();
                if (failure != null) {
                    throw new KafkaException("A batch of tasks could not be worked off", failure);
                }
            }
            if (!abandoned) {
                drain();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Lets running effects end; no further one starts. */
    void close() {
        closing = true;
        Batch current = batch;
        if (current != null) {
            current.stop();
        }
    }

    /** For a loop that never ran. */
    void discard() {
        consumer.close();
    }

    /** Ends without waiting and without committing, as a crash would. */
    void abandon() {
        abandoned = true;
        closing = true;
    }

    private void step() throws InterruptedException {
        if (batch == null) {
            commit();
            begin(consumer.poll(IDLE_POLL));
        } else if (batch.finishedWithin(KEEP_ALIVE)) {
            complete();
        } else {
            keepAlive();
        }
    }

    private void begin(ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty()) {
            batch = new Batch(records);
            runner.start(batch);
        }
    }

    private void keepAlive() {
        consumer.pause(consumer.assignment());
        ConsumerRecords<byte[], byte[]> early = consumer.poll(Duration.ZERO);
        early.partitions()
                .forEach(partition ->
                        consumer.seek(partition, early.records(partition).get(0).offset()));
        if (batch != null) {
            commit(batch);
        }
    }

    private void drain() throws InterruptedException {
        if (batch != null) {
            batch.stop();
            if (batch.finishedWithin(settings.drainTimeout())) {
                complete();
            } else {
                LOG.warn("An effect still runs after {}: its task will come again", settings.drainTimeout());
                commit(batch);
            }
        }
    }

    /** Commits what is settled, goes back to what is not. */
    private void complete() {
        Batch done = batch;
        batch = null;
        failure = done.failure();
        commit(done);
        done.unsettled().forEach((partition, offset) -> {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
        consumer.resume(consumer.paused());
    }

    private void commit(Batch progress) {
        uncommitted.putAll(progress.settled());
        commit();
    }

    private void commit() {
        uncommitted.keySet().retainAll(consumer.assignment());
        if (uncommitted.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(uncommitted);
            uncommitted.clear();
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            LOG.info("Offsets are not committed yet: {}", e.getClass().getSimpleName());
        }
    }

    /** Another member may get these partitions: let running effects end, start no further one. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (batch != null && !Collections.disjoint(partitions, batch.partitions())) {
            endBatch();
        }
        uncommitted.keySet().removeAll(partitions);
    }

    private void endBatch() {
        batch.stop();
        try {
            if (batch.finishedWithin(settings.drainTimeout())) {
                complete();
            } else {
                LOG.warn("Partitions are given up while an effect still runs after {}", settings.drainTimeout());
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (batch != null) {
            consumer.pause(partitions);
        }
    }
}
