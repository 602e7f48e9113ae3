package io.lethe.http;

import io.lethe.query.NotReadableException;
import io.lethe.services.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;

/**
 * Published changes of the catalogue, followed until every partition decides with them. The activator may refuse what was right when it was published:
 * another change came first, a topic went. Such a change never comes, so once the activator is behind it what is wrong is looked for again.
 */
final class Activations {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    /** A change that the activator took needs about a commit to be seen; only then is it worth asking what is wrong. */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);

    private final Catalogues catalogues;
    private final LongSupplier activated;
    private final Function<ServiceChange, List<Problem>> problems;
    private final Executor executor;
    private final LongSupplier nanos;
    private final Queue<Followed> followed = new ConcurrentLinkedQueue<>();

    /** A change on its way; {@code checkAt} is when to ask next whether it was refused. */
    private static final class Followed {
        private final ServiceChange change;
        private final long since;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private long checkAt;

        Followed(ServiceChange change, long now) {
            this.change = change;
            this.since = now;
            this.checkAt = now + SEEN_WITHIN.toNanos();
        }

        /** Whether it is time to ask; asking costs calls to the brokers, so the next time is a while later. */
        boolean isToBeChecked(long now) {
            boolean due = now - checkAt >= 0;
            checkAt = due ? now + SEEN_WITHIN.toNanos() : checkAt;
            return due;
        }
    }

    /**
     * Follows changes.
     *
     * @param activated version of the last change that the activator has dealt with
     * @param problems what is wrong with a change now
     * @param executor runs what follows
     * @param nanos a clock that only runs forward, in ns
     */
    Activations(
            Catalogues catalogues,
            LongSupplier activated,
            Function<ServiceChange, List<Problem>> problems,
            Executor executor,
            LongSupplier nanos) {
        this.catalogues = catalogues;
        this.activated = activated;
        this.problems = problems;
        this.executor = executor;
        this.nanos = nanos;
    }

    /** Done when every later request is decided with the change; fails with a {@link ProblemException} when that will not be, or takes too long. */
    CompletableFuture<Void> of(ServiceChange change) {
        Followed entry = new Followed(change, nanos.getAsLong());
        followed.add(entry);
        return entry.done.thenRunAsync(() -> {}, executor);
    }

    /** Looks at every change once; to be called again and again. */
    void look() {
        followed.removeIf(entry -> {
            try {
                look(entry);
            } catch (NotReadableException | KafkaException e) {
                // Partitions that move and brokers that do not answer come back, or the time runs out.
                giveUp(entry);
            } catch (RuntimeException e) {
                entry.done.completeExceptionally(e);
            }
            return entry.done.isDone();
        });
    }

    private void look(Followed entry) {
        switch (catalogues.standing(entry.change)) {
            case ACTIVE -> entry.done.complete(null);
            case REPLACED ->
                entry.done.completeExceptionally(
                        new ProblemException(ProblemCode.SERVICE_CHANGED, "see what it is now with GET"));
            case PENDING -> {
                refuse(entry);
                giveUp(entry);
            }
        }
    }

    private void refuse(Followed entry) {
        if (entry.isToBeChecked(nanos.getAsLong()) && activated.getAsLong() >= entry.change.version()) {
            if (entry.change.definition() == null
                    && catalogues.known(entry.change.name()).isEmpty()) {
                // What was to define it was refused: partitions take no note of the removal of nothing.
                entry.done.completeExceptionally(ServiceHandlers.unknown());
                return;
            }
            List<Problem> found = problems.apply(entry.change);
            if (!found.isEmpty()) {
                entry.done.completeExceptionally(refusal(found));
            }
        }
    }

    private void giveUp(Followed entry) {
        if (nanos.getAsLong() - entry.since >= WITHIN.toNanos()) {
            entry.done.completeExceptionally(new ProblemException(
                    ProblemCode.NOT_DECIDED,
                    "the change is published and not active everywhere: see with GET, or repeat the call"));
        }
    }

    /** All that is wrong, under the field of the first. */
    static ProblemException refusal(List<Problem> problems) {
        List<String> all = problems.stream().map(Problem::toString).toList();
        return ProblemException.invalid(problems.get(0).field(), String.join("; ", all));
    }
}
