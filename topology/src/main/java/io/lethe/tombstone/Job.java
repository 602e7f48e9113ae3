package io.lethe.tombstone;

import io.lethe.schemas.TombstoneTask;
import io.lethe.topics.TopicState.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;

/** One task in work: its key, what was written for it, and the first thing that went wrong. */
final class Job {
    /** The subject id is not of the topic's key format; no repeat helps. */
    static final String KEY_FORMAT = "KEY_FORMAT";
    /** A write failed for another reason than the topic's state. */
    static final String WRITE_FAILED = "WRITE_FAILED";

    /** The task names no topic: nothing written would pass for erased. A repeat may name some. */
    static final String NO_TOPICS = "NO_TOPICS";

    record Write(String topic, Future<RecordMetadata> result) {}

    private final byte[] key;
    private final TombstoneTask task;
    private final List<Write> writes = new ArrayList<>();
    private String failure;

    Job(byte[] key, TombstoneTask task) {
        this.key = key;
        this.task = task;
    }

    byte[] key() {
        return key;
    }

    TombstoneTask task() {
        return task;
    }

    List<Write> writes() {
        return writes;
    }

    void wrote(String topic, Future<RecordMetadata> result) {
        writes.add(new Write(topic, result));
    }

    void fail(String reason) {
        failure = failure == null ? reason : failure;
    }

    /** Code of what went wrong; empty: nothing. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    boolean retryable() {
        return !KEY_FORMAT.equals(failure);
    }

    /** Code of what a topic's state means for a task. */
    static String reason(Kind kind) {
        return "TOPIC_" + kind.name();
    }
}
