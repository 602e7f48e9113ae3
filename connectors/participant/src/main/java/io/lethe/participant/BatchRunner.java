package io.lethe.participant;

import io.lethe.schemas.ServiceTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works a batch off: reads it in order, runs the tasks of each subject one after the other and those of different
 * subjects side by side, then waits until Kafka has every answer.
 */
final class BatchRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    private final TaskReader reader;
    private final Answerer answerer;
    private final Exporting exporting;
    private final AnswerSender sender;
    private final Counters counters;
    private final Patience patience = new Patience();
    private final ExecutorService coordinator;
    private final ExecutorService lanes;

    private record Work(Entry entry, Received received) {}

    BatchRunner(
            Settings settings,
            TaskReader reader,
            Answerer answerer,
            Exporting exporting,
            AnswerSender sender,
            Counters counters) {
        this.exporting = exporting;
        this.reader = reader;
        this.answerer = answerer;
        this.sender = sender;
        this.counters = counters;
        coordinator = Executors.newSingleThreadExecutor(named(settings.clientId() + "-batch"));
        lanes = Executors.newFixedThreadPool(settings.concurrency(), named(settings.clientId() + "-effect"));
    }

    /** Starts working; the batch tells when it is finished. */
    void start(Batch batch) {
        var unused = CompletableFuture.supplyAsync(() -> unchecked(() -> read(batch)), coordinator)
                .thenCompose(bySubject -> runAll(batch, bySubject))
                .thenRunAsync(() -> unchecked(() -> settle(batch)), coordinator)
                .whenComplete((nothing, fatal) -> batch.finish(fatal));
    }

    /** Lets go of the threads; what runs in them is interrupted. */
    void shutdown() {
        coordinator.shutdownNow();
        lanes.shutdownNow();
    }

    private Collection<List<Work>> read(Batch batch) throws Exception {
        Map<String, List<Work>> bySubject = new LinkedHashMap<>();
        for (Entry entry : batch.entries()) {
            if (batch.isStopping()) {
                break;
            }
            Optional<Optional<Received>> read =
                    patience.until(batch, TaskReader::isRegistryFault, () -> readOrSetAside(batch, entry));
            read.flatMap(task -> task)
                    .ifPresent(received -> bySubject
                            .computeIfAbsent(received.task().subjectId(), any -> new ArrayList<>())
                            .add(new Work(entry, received)));
        }
        return bySubject.values();
    }

    private Optional<Received> readOrSetAside(Batch batch, Entry entry) throws Exception {
        try {
            return Optional.of(reader.read(entry.record()));
        } catch (PoisonException poison) {
            var record = entry.record();
            LOG.warn(
                    "Record {}-{}@{} is set aside: {} {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    poison.reason(),
                    poison.errorClass());
            send(batch, entry, () -> sender.deadLetter(record, poison));
            counters.poison.increment();
            return Optional.empty();
        }
    }

    private CompletableFuture<Void> runAll(Batch batch, Collection<List<Work>> bySubject) {
        return CompletableFuture.allOf(bySubject.stream()
                .map(tasks -> CompletableFuture.runAsync(() -> unchecked(() -> run(batch, tasks)), lanes))
                .toArray(CompletableFuture<?>[]::new));
    }

    private boolean run(Batch batch, List<Work> tasks) throws Exception {
        for (Work work : tasks) {
            if (batch.isStopping()) {
                return false;
            }
            Entry entry = work.entry();
            TaskHandler own =
                    exporting.handlerOf(work.received(), entry.record()).orElse(null);
            Optional<Ack> ack = answerer.answer(work.received().task(), own, batch::isStopping);
            if (ack.isPresent()) {
                ServiceTask contract = work.received().contract();
                send(batch, entry, () -> sender.ack(entry.record(), contract, ack.get()));
            }
        }
        return true;
    }

    private void send(Batch batch, Entry entry, Callable<ProducerRecord<byte[], byte[]>> answer) throws Exception {
        patience.until(batch, TaskReader::isRegistryFault, answer).ifPresent(record -> {
            entry.answerWith(record);
            sender.send(entry);
        });
    }

    private boolean settle(Batch batch) throws Exception {
        sender.flush();
        patience.until(batch, AnswerSender::isPassing, () -> sender.resend(unsent(batch)));
        counters.answered.add(batch.entries().stream().filter(Entry::isSettled).count());
        return true;
    }

    private static List<Entry> unsent(Batch batch) {
        return batch.entries().stream().filter(Entry::isUnsent).toList();
    }

    /** So that a checked error passes through a future, and comes out as its cause. */
    private static <T> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
