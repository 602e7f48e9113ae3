package io.lethe.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.Action;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswererTest {
    private final AtomicInteger runs = new AtomicInteger();
    private final Counters counters = new Counters();

    @Test
    void shouldForgetTheOldestAnswerFirst() {
        Answerer answerer = answerer(task -> Ack.done(runs.incrementAndGet()), 2);
        answer(answerer, "a");
        answer(answerer, "b");
        answer(answerer, "c");
        assertThat(answer(answerer, "c")).isEqualTo(Ack.done(3));
        assertThat(answer(answerer, "b")).isEqualTo(Ack.done(2));
        assertThat(answer(answerer, "a")).isEqualTo(Ack.done(4));
        assertThat(counters.snapshot().repeated()).isEqualTo(2);
    }

    @Test
    void shouldRunAFailedTaskAgainAlsoWhenItFailedForGood() {
        Answerer answerer =
                answerer(task -> runs.incrementAndGet() == 1 ? Ack.failedForGood("locked") : Ack.done(1), 2);
        assertThat(answer(answerer, "a")).isEqualTo(Ack.failedForGood("locked"));
        assertThat(answer(answerer, "a")).isEqualTo(Ack.done(1));
    }

    @Test
    void shouldFailWhenTheHandlerReturnsNothing() {
        Answerer answerer = answerer(task -> null, 2);
        assertThat(answer(answerer, "a")).isEqualTo(Ack.failed("the handler threw java.lang.NullPointerException"));
        assertThat(counters.snapshot().handlerFailures()).isEqualTo(3);
    }

    @Test
    void shouldLeaveTheTaskForAnotherTimeWhenItsRepeatsAreCutShort() {
        Answerer answerer = answerer(
                task -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException();
                },
                2);
        assertThat(answerer.answer(task("a"), () -> true)).isEmpty();
        assertThat(runs).hasValue(1);
    }

    @Test
    void shouldFailTheTaskThatAHandlerBreaksOnAndGoOnWithTheNext() {
        Answerer answerer = answerer(
                task -> switch (task.taskId()) {
                    case "a" -> throw new NoClassDefFoundError("personal data");
                    case "b" -> throw new StackOverflowError();
                    default -> Ack.done(1);
                },
                2);
        assertThat(answer(answerer, "a")).isEqualTo(Ack.failed("the handler threw java.lang.NoClassDefFoundError"));
        assertThat(answer(answerer, "b")).isEqualTo(Ack.failed("the handler threw java.lang.StackOverflowError"));
        assertThat(answer(answerer, "c")).isEqualTo(Ack.done(1));
        assertThat(counters.snapshot().handlerFailures()).isEqualTo(2);
    }

    @Test
    void shouldAnswerNothingWhereTheMachineFails() {
        Answerer answerer = answerer(
                task -> {
                    throw new OutOfMemoryError();
                },
                2);
        assertThatThrownBy(() -> answer(answerer, "a")).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void shouldLeaveATaskThatBreaksWhileItEndsForAnotherTime() {
        Answerer answerer = answerer(
                task -> {
                    throw new NoClassDefFoundError();
                },
                2);
        assertThat(answerer.answer(task("a"), () -> true)).isEmpty();
    }

    private Answerer answerer(TaskHandler handler, int remembered) {
        HandlerRetry retry = new HandlerRetry(3, Duration.ofMillis(1), Duration.ofMillis(1));
        return new Answerer(Map.of(Action.HARD_DELETE, handler), retry, new AnsweredTasks(remembered), counters);
    }

    private static Ack answer(Answerer answerer, String taskId) {
        return answerer.answer(task(taskId), () -> false).orElseThrow();
    }

    private static Task task(String taskId) {
        return new Task("s", Action.HARD_DELETE, "r", taskId, 1, 1, List.of(), null);
    }
}
