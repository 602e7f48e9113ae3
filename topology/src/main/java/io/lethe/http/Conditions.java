package io.lethe.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions without holding a thread for each: something that runs at intervals looks at them all. */
final class Conditions {
    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

    private record Waiting(BooleanSupplier condition, CompletableFuture<Void> done) {}

    /** Done when the condition holds; fails with a TimeoutException where it does not within the time. */
    CompletableFuture<Void> until(BooleanSupplier condition, Duration within) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Waiting entry = new Waiting(condition, done);
        waiting.add(entry);
        return done.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((nothing, error) -> waiting.remove(entry));
    }

    /** Looks at every condition once. */
    void look() {
        for (Waiting entry : waiting) {
            if (entry.condition().getAsBoolean()) {
                entry.done().complete(null);
            }
        }
    }
}
