package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.query.Partitions;
import io.lethe.schemas.PrivacyCommand;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes commands to their topic and answers when the task committed past them: what a store shows before could still be undone by a crash. No thread
 * is held while a command waits; {@link #settle} looks at all of them at once.
 */
final class KafkaCommandGateway implements CommandGateway {
    private final Producer<byte[], byte[]> producer;
    private final Serializer<PrivacyCommand> serializer;
    private final String topic;
    private final Partitions partitions;
    private final DecisionLog decisions;
    private final Commits commits;
    private final Duration patience;
    private final Executor executor;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    /** A command that stands in the log. */
    private record Waiting(String commandId, int partition, long offset, CompletableFuture<CommandOutcome> future) {}

    /**
     * A gateway to one topic.
     *
     * @param patience how long a command may take
     * @param executor runs what follows on a decision
     */
    KafkaCommandGateway(
            Producer<byte[], byte[]> producer,
            Serializer<PrivacyCommand> serializer,
            String topic,
            Partitions partitions,
            DecisionLog decisions,
            Commits commits,
            Duration patience,
            Executor executor) {
        this.producer = producer;
        this.serializer = serializer;
        this.topic = topic;
        this.partitions = partitions;
        this.decisions = decisions;
        this.commits = commits;
        this.patience = patience;
        this.executor = executor;
    }

    @Override
    public CompletableFuture<CommandOutcome> send(String subjectId, PrivacyCommand command) {
        String id = command.getCommandId();
        if (!decisions.expect(id)) {
            return CompletableFuture.failedFuture(
                    new ProblemException(ProblemCode.UNAVAILABLE, "too many commands wait for their decision"));
        }
        CompletableFuture<CommandOutcome> future = new CompletableFuture<>();
        try {
            write(subjectId, command, future);
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
        return future.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((outcome, error) -> decisions.forget(id))
                .handleAsync(KafkaCommandGateway::outcome, executor);
    }

    private void write(String subjectId, PrivacyCommand command, CompletableFuture<CommandOutcome> future) {
        int partition = partitions.of(subjectId);
        byte[] value = serializer.serialize(topic, command);
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(topic, partition, subjectId.getBytes(UTF_8), value),
                (written, error) -> written(command.getCommandId(), written, error, future));
    }

    private void written(
            String commandId, RecordMetadata written, Exception error, CompletableFuture<CommandOutcome> future) {
        if (error != null) {
            future.completeExceptionally(error);
        } else {
            waiting.add(new Waiting(commandId, written.partition(), written.offset(), future));
        }
    }

    /** Answers every command whose decision is durable; to be called again and again. */
    void settle() {
        if (waiting.isEmpty()) {
            return;
        }
        Map<Integer, Long> committed = commits.committed();
        waiting.removeIf(command -> settle(command, committed));
    }

    private boolean settle(Waiting command, Map<Integer, Long> committed) {
        if (committed.getOrDefault(command.partition, -1L) > command.offset) {
            command.future.complete(decisions.outcome(command.commandId));
        }
        return command.future.isDone();
    }

    private static CommandOutcome outcome(CommandOutcome outcome, Throwable error) {
        if (error == null) {
            return outcome;
        }
        throw problem(error instanceof CompletionException ? error.getCause() : error);
    }

    /** What may have been written may be decided still; only where nothing can have been written does the answer say so. */
    private static ProblemException problem(Throwable error) {
        if (error instanceof RecordTooLargeException) {
            return new ProblemException(ProblemCode.TOO_LARGE, "the command is too large for the topic", error);
        }
        if (error instanceof SerializationException) {
            return new ProblemException(
                    ProblemCode.UNAVAILABLE, "nothing was written: the schema registry does not take part", error);
        }
        if (error instanceof TimeoutException || error instanceof org.apache.kafka.common.KafkaException) {
            return new ProblemException(
                    ProblemCode.NOT_DECIDED,
                    "no decision in time; it may come still. Repeat with the same Idempotency-Key",
                    error);
        }
        return new ProblemException(ProblemCode.INTERNAL_ERROR, "the command could not be written", error);
    }
}
