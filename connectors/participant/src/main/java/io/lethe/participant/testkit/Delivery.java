package io.lethe.participant.testkit;

import io.lethe.participant.Ack;
import io.lethe.participant.Task;
import io.lethe.participant.TaskHandler;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Hands tasks to handlers, over and over where asked. */
final class Delivery {
    private static final int TIMES = 3;

    private final Map<Action, TaskHandler> handlers;

    Delivery(Map<Action, TaskHandler> handlers) {
        this.handlers = handlers;
    }

    boolean offers(Action... actions) {
        return handlers.keySet().containsAll(List.of(actions));
    }

    /** A new task, for data up to now. */
    static Task task(Action action, String subjectId) {
        boolean dated = action == Action.HARD_DELETE || action == Action.VERIFY;
        return task(
                action,
                subjectId,
                dated ? Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1) : null);
    }

    static Task task(Action action, String subjectId, Instant asOf) {
        String id = UUID.randomUUID().toString();
        return new Task(subjectId, action, UUID.randomUUID().toString(), id, 1, 1, List.of(), asOf);
    }

    /** One run. */
    Ack once(Task task) throws Exception {
        Ack ack = handlers.get(task.action()).handle(task);
        if (ack == null || ack.outcome() == AckOutcome.FAILED) {
            throw new AssertionError(
                    task.action() + " was answered with " + ack + ", expected DONE, NOT_FOUND or EXEMPT");
        }
        return ack;
    }

    /** The same task again and again, as when each answer is lost; the first run's answer. */
    Ack repeated(Task task) throws Exception {
        Ack first = once(task);
        for (int time = 1; time < TIMES; time++) {
            once(task);
        }
        return first;
    }

    /**
     * The same task on several threads at once, as when a partition moves while its task still runs. A run that throws is
     * repeated when the others are through, as a participant repeats it.
     */
    void overlapping(Task task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TIMES);
        try {
            Callable<Ack> run = () -> once(task);
            for (Future<Ack> answer : threads.invokeAll(Collections.nCopies(TIMES, run))) {
                awaitOrRepeat(answer, task);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void awaitOrRepeat(Future<Ack> answer, Task task) throws Exception {
        try {
            answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            once(task);
        }
    }
}
