package io.lethe.participant;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.lethe.schemas.Action;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a task to its answer: memory of answered tasks, the handler, and its repeats in place. */
final class Answerer {
    private static final Logger LOG = LoggerFactory.getLogger(Answerer.class);
    private static final double BACKOFF_FACTOR = 2;

    private final Map<Action, TaskHandler> handlers;
    private final HandlerRetry settings;
    private final AnsweredTasks answered;
    private final Counters counters;

    Answerer(Map<Action, TaskHandler> handlers, HandlerRetry settings, AnsweredTasks answered, Counters counters) {
        this.handlers = handlers.isEmpty() ? Map.of() : new EnumMap<>(handlers);
        this.settings = settings;
        this.answered = answered;
        this.counters = counters;
    }

    /** The answer; none when a failing handler's repeats were cut short, so that the task is left for another time. */
    Optional<Ack> answer(Task task, BooleanSupplier stopping) {
        return answer(task, null, stopping);
    }

    /** The same by a handler of the caller's; null: the one for the task's action. */
    Optional<Ack> answer(Task task, TaskHandler handler, BooleanSupplier stopping) {
        Optional<Ack> known = answered.get(task.taskId());
        if (known.isPresent()) {
            counters.repeated.increment();
            return known;
        }
        TaskHandler chosen = handler != null ? handler : handlers.get(task.action());
        if (chosen == null) {
            return Optional.of(Ack.failedForGood("the service has no handler for " + task.action()));
        }
        Optional<Ack> ack = run(chosen, task, stopping);
        ack.filter(Ack::isFinal).ifPresent(done -> answered.put(task.taskId(), done));
        return ack;
    }

    private Optional<Ack> run(TaskHandler handler, Task task, BooleanSupplier stopping) {
        try {
            return Optional.of(retry(stopping).executeCallable(() -> once(handler, task)));
        } catch (Exception e) {
            return stopping.getAsBoolean() ? Optional.empty() : Optional.of(failure(task, e));
        } catch (Error e) {
            if (isOfTheMachine(e)) {
                throw e;
            }
            counters.handlerFailures.increment();
            return stopping.getAsBoolean() ? Optional.empty() : Optional.of(failure(task, e));
        }
    }

    /** Without memory nothing here works any more. A class that is missing, or data that is nested too deep, is the trouble of one task. */
    private static boolean isOfTheMachine(Error e) {
        return e instanceof VirtualMachineError && !(e instanceof StackOverflowError);
    }

    private Ack once(TaskHandler handler, Task task) throws Exception {
        try {
            return Objects.requireNonNull(handler.handle(task), "the handler returned no answer");
        } catch (Exception e) {
            counters.handlerFailures.increment();
            throw e;
        }
    }

    /** The class only: an exception's message may quote the subject's data. */
    private static Ack failure(Task task, Throwable e) {
        String thrown = e.getClass().getName();
        LOG.warn("{} of task {} failed with {}", task.action(), task.taskId(), thrown);
        return Ack.failed("the handler threw " + thrown);
    }

    private Retry retry(BooleanSupplier stopping) {
        var pauses =
                IntervalFunction.ofExponentialBackoff(settings.firstPause(), BACKOFF_FACTOR, settings.longestPause());
        return Retry.of(
                "handler",
                RetryConfig.<Ack>custom()
                        .maxAttempts(settings.attempts())
                        .intervalFunction(pauses)
                        .retryOnException(e -> !stopping.getAsBoolean())
                        .build());
    }
}
