package io.lethe.tombstone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.schemas.TombstoneTopic;
import io.lethe.topics.TopicState.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Writes nulls for many tasks at once: everything is sent, then everything is waited for, so that one slow topic costs its time once. */
final class TombstoneWriter {
    private final Producer<byte[], byte[]> producer;
    private final TopicWatch watch;

    TombstoneWriter(Producer<byte[], byte[]> producer, TopicWatch watch) {
        this.producer = producer;
        this.watch = watch;
    }

    /** On return each job has failed or all of its nulls are durable. */
    void write(Collection<Job> jobs) {
        watch.refresh(jobs.stream()
                .flatMap(job -> job.task().getTopics().stream())
                .map(TombstoneTopic::getTopic)
                .collect(Collectors.toSet()));
        jobs.forEach(this::send);
        producer.flush();
        jobs.forEach(this::conclude);
    }

    /** Nothing is written for a task that cannot be done whole. */
    private void send(Job job) {
        if (job.task().getTopics().isEmpty()) {
            job.fail(Job.NO_TOPICS);
            return;
        }
        var keys = keys(job);
        if (keys.isPresent() && allUsable(job)) {
            keys.get().forEach((topic, key) -> sendTo(job, topic, key));
        }
    }

    private Optional<Map<String, byte[]>> keys(Job job) {
        var subjectId = new String(job.key(), UTF_8);
        var keys = new HashMap<String, byte[]>();
        for (var topic : job.task().getTopics()) {
            var key = TombstoneKey.of(topic.getKeyFormat(), subjectId);
            if (key.isEmpty()) {
                job.fail(Job.KEY_FORMAT);
                return Optional.empty();
            }
            keys.put(topic.getTopic(), key.get());
        }
        return Optional.of(keys);
    }

    private boolean allUsable(Job job) {
        for (var topic : job.task().getTopics()) {
            var kind = watch.state(topic.getTopic()).kind();
            if (kind != Kind.USABLE) {
                job.fail(Job.reason(kind));
            }
        }
        return job.failure().isEmpty();
    }

    /** A topic may go bad between two sends: one whose metadata does not come blocks for max.block.ms, once. */
    private void sendTo(Job job, String topic, byte[] key) {
        var state = watch.state(topic);
        if (state.kind() != Kind.USABLE) {
            job.fail(Job.reason(state.kind()));
            return;
        }
        for (int partition = 0; partition < state.partitions() && job.failure().isEmpty(); partition++) {
            var result = producer.send(new ProducerRecord<>(topic, partition, key, null));
            job.wrote(topic, result);
            if (result.isDone()) {
                settle(job, new Job.Write(topic, result));
            }
        }
    }

    private void conclude(Job job) {
        job.writes().forEach(write -> settle(job, write));
    }

    private void settle(Job job, Job.Write write) {
        try {
            write.result().get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            var kind = kind(e.getCause());
            watch.failed(write.topic(), kind);
            job.fail(kind == Kind.UNAVAILABLE ? Job.WRITE_FAILED : Job.reason(kind));
        }
    }

    private static Kind kind(Throwable error) {
        if (error instanceof UnknownTopicOrPartitionException) {
            return Kind.MISSING;
        }
        return error instanceof AuthorizationException ? Kind.FORBIDDEN : Kind.UNAVAILABLE;
    }
}
