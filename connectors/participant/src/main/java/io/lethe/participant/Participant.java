package io.lethe.participant;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's part in Lethe: reads the service's tasks, runs the handler of each, answers, and only then commits the
 * task. Made by {@link #builder}, started once, closed once.
 *
 * <p>A task is answered at least once: after a crash between effect and commit it comes again, so handlers are idempotent.
 * Tasks of one subject run one after the other, in the order in which Lethe sent them.
 */
public final class Participant implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Participant.class);

    private final Settings settings;
    private final Counters counters;
    private final AnswerSender sender;
    private final BatchRunner runner;
    private final TaskLoop loop;
    private final CompletableFuture<Void> termination = new CompletableFuture<>();
    private volatile Thread thread;

    Participant(Settings settings, ParticipantBuilder builder) {
        this.settings = settings;
        counters = new Counters();
        var serde = Clients.serde(settings);
        var answerer =
                new Answerer(builder.handlers(), settings.retry(), new AnsweredTasks(settings.remembered()), counters);
        var consumer = Clients.consumer(settings);
        sender = new AnswerSender(settings, Clients.producer(settings), serde.serializer(), Clock.systemUTC());
        runner = new BatchRunner(
                settings,
                new TaskReader(serde.deserializer()),
                answerer,
                new Exporting(builder.exportHandler(), settings.service(), sender),
                sender,
                counters);
        loop = new TaskLoop(settings, consumer, runner);
    }

    /** Begins a participant for a service; the name is the one in its definition. */
    public static ParticipantBuilder builder(String service) {
        return new ParticipantBuilder(service);
    }

    /**
     * Joins the service's consumer group and starts working.
     *
     * @throws IllegalStateException when it was started or closed before
     */
    public synchronized Participant start() {
        if (thread != null || termination.isDone()) {
            throw new IllegalStateException("A participant is started once: build another one");
        }
        thread = new Thread(this::run, settings.clientId());
        thread.start();
        return this;
    }

    /** Whether it was started and works. */
    public boolean isRunning() {
        return thread != null && !termination.isDone();
    }

    /**
     * Completes when the participant ended: normally after {@link #close}, exceptionally when it cannot go on, for example
     * because it may not read its topic. Nothing is lost then; a restart takes up where it stood.
     */
    public CompletionStage<Void> termination() {
        return termination.minimalCompletionStage();
    }

    /** What it did so far. */
    public ParticipantStats stats() {
        return counters.snapshot();
    }

    /** Lets running effects end and their answers arrive, for at most the drain timeout, and leaves the group. */
    @Override
    public void close() {
        loop.close();
        join();
    }

    /** Stops as a crash would: what is under way is neither answered nor committed. */
    void abandon() {
        loop.abandon();
        sender.close(Duration.ZERO);
        runner.shutdown();
        join();
    }

    private void run() {
        try {
            loop.run();
            end(null);
        } catch (RuntimeException e) {
            LOG.error("The participant of service {} cannot go on: {}", settings.service(), reason(e));
            end(e);
        }
    }

    private void end(RuntimeException failure) {
        runner.shutdown();
        sender.close(settings.drainTimeout());
        if (failure == null) {
            termination.complete(null);
        } else {
            termination.completeExceptionally(failure);
        }
    }

    private void join() {
        Thread started = thread;
        if (started == null) {
            loop.discard();
            end(null);
            return;
        }
        try {
            started.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Classes only: a message may quote data. */
    private static String reason(Throwable error) {
        Throwable cause = error.getCause();
        return error.getClass().getName() + (cause == null ? "" : " from " + reason(cause));
    }
}
