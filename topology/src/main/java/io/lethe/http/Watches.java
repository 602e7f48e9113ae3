package io.lethe.http;

import io.lethe.query.NotReadableException;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Callers that wait for a document to change. No thread is held while they wait; {@link #look} looks for all of them at once. */
final class Watches {
    private static final int MOST = 1_000;

    private final StatusReader reader;
    private final Executor executor;
    private final LongSupplier nanos;
    private final Queue<Watch> watches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    private record Watch(UUID id, String etag, long deadline, CompletableFuture<Snapshot> future) {}

    /**
     * Watches what a reader sees.
     *
     * @param executor runs what follows on a change
     * @param nanos a clock that only runs forward, in ns
     */
    Watches(StatusReader reader, Executor executor, LongSupplier nanos) {
        this.reader = reader;
        this.executor = executor;
        this.nanos = nanos;
    }

    /** The document once it is another than the one with this tag, or when the time is over; with too many waiting, as it is now. */
    CompletableFuture<Snapshot> changed(UUID id, String etag, Duration wait) {
        CompletableFuture<Snapshot> future = new CompletableFuture<>();
        boolean full = count.incrementAndGet() > MOST;
        long deadline = nanos.getAsLong() + (full ? 0 : wait.toNanos());
        watches.add(new Watch(id, etag, deadline, future));
        return future.whenComplete((snapshot, error) -> count.decrementAndGet()).thenApplyAsync(s -> s, executor);
    }

    /** Answers whoever need not wait any longer; to be called again and again. */
    void look() {
        watches.removeIf(this::isOver);
    }

    private boolean isOver(Watch watch) {
        boolean late = nanos.getAsLong() - watch.deadline >= 0;
        try {
            Snapshot now = reader.snapshot(watch.id);
            if (late || !now.etag().equals(watch.etag)) {
                watch.future.complete(now);
            }
        } catch (NotReadableException e) {
            // It may be readable again before the time is over.
            if (late) {
                watch.future.completeExceptionally(e);
            }
        } catch (RuntimeException e) {
            watch.future.completeExceptionally(e);
        }
        return watch.future.isDone();
    }
}
