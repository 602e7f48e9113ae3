package io.lethe.participant;

import static io.lethe.participant.Installation.task;
import static io.lethe.participant.Installation.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.Identity;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import io.lethe.testing.TestCluster;
import io.lethe.testing.TopicReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParticipantIT {
    private static final TestCluster CLUSTER = TestCluster.start();

    private Installation lethe;
    private TopicReader<ServiceAck> acks;

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @BeforeEach
    void install() {
        lethe = Installation.with(CLUSTER);
        acks = lethe.ackReader();
    }

    @Test
    void shouldAnswerWithWhatTheTaskCarries() {
        ServiceTask sent = lethe.send(
                "customer-1", task(Action.HARD_DELETE, UUID.randomUUID().toString(), 3));
        try (Participant running =
                lethe.participant().onHardDelete(task -> Ack.done(7)).start()) {
            var record = acks.await(1).get(0);
            ServiceAck ack = record.value();
            assertThat(record.key()).isEqualTo("customer-1");
            assertThat(ack.getTaskId()).isEqualTo(sent.getTaskId());
            assertThat(ack.getRequestId()).isEqualTo(sent.getRequestId());
            assertThat(ack.getService()).isEqualTo(Installation.SERVICE);
            assertThat(ack.getAction()).isEqualTo(Action.HARD_DELETE);
            assertThat(ack.getToken()).isEqualTo(sent.getToken());
            assertThat(ack.getAttempt()).isEqualTo(3);
            assertThat(ack.getOutcome()).isEqualTo(AckOutcome.DONE);
            assertThat(ack.getRecordsAffected()).isEqualTo(7);
            await().until(() -> lethe.lag() == 0);
            await().until(() -> running.stats().equals(new ParticipantStats(1, 0, 0, 0)));
        }
    }

    @Test
    void shouldHandTheWholeTaskToTheHandler() {
        Instant asOf = Instant.ofEpochMilli(1_700_000_000_123L);
        ServiceTask sent = Installation.builder(
                        Action.HARD_DELETE, UUID.randomUUID().toString(), 1)
                .setRound(2)
                .setAsOf(asOf)
                .setIdentities(List.of(new Identity("email", "a@example.org")))
                .build();
        AtomicReference<Task> seen = new AtomicReference<>();
        try (Participant running = lethe.participant()
                .onHardDelete(task -> {
                    seen.set(task);
                    return Ack.notFound();
                })
                .start()) {
            lethe.send("customer-ü", sent);
            acks.await(1);
            assertThat(running.isRunning()).isTrue();
        }
        assertThat(seen.get())
                .isEqualTo(new Task(
                        "customer-ü",
                        Action.HARD_DELETE,
                        sent.getRequestId(),
                        sent.getTaskId(),
                        2,
                        1,
                        List.of(new io.lethe.participant.Identity("email", "a@example.org")),
                        asOf));
    }

    @Test
    void shouldAnswerARepeatedTaskWithoutASecondEffect() {
        AtomicInteger effects = new AtomicInteger();
        String taskId = UUID.randomUUID().toString();
        lethe.send("customer-1", task(Action.SOFT_DELETE, taskId, 1));
        lethe.send("customer-1", task(Action.SOFT_DELETE, taskId, 2));
        try (Participant running = lethe.participant()
                .onSoftDelete(task -> Ack.done(effects.incrementAndGet()))
                .start()) {
            assertThat(acks.await(2))
                    .extracting(
                            ack -> ack.value().getAttempt(), ack -> ack.value().getRecordsAffected())
                    .containsExactly(tuple(1, 1L), tuple(2, 1L));
            await().until(() -> running.stats().equals(new ParticipantStats(2, 1, 0, 0)));
        }
        assertThat(effects).hasValue(1);
    }

    @Test
    void shouldRunTheEffectAgainAfterACrashBeforeTheAnswer() {
        AtomicInteger effects = new AtomicInteger();
        lethe.send("customer-1", task(Action.HARD_DELETE));
        AtomicReference<Participant> first = new AtomicReference<>();
        first.set(lethe.participant()
                .onHardDelete(task -> {
                    effects.incrementAndGet();
                    first.get().abandon();
                    return Ack.done(1);
                })
                .build());
        first.get().start();
        await().until(() -> first.get().termination().toCompletableFuture().isDone());
        assertThat(acks.records()).isEmpty();
        assertThat(lethe.lag()).isEqualTo(1);

        try (Participant second = lethe.participant()
                .onHardDelete(task -> Ack.done(effects.incrementAndGet()))
                .start()) {
            assertThat(acks.await(1).get(0).value().getRecordsAffected()).isEqualTo(2);
            await().until(() -> lethe.lag() == 0);
            assertThat(second.isRunning()).isTrue();
        }
        assertThat(acks.records()).hasSize(1);
    }

    @Test
    void shouldRepeatAFailingHandlerInPlace() {
        AtomicInteger tries = new AtomicInteger();
        lethe.send("customer-1", task(Action.RESTORE));
        try (Participant running = lethe.participant()
                .onRestore(task -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IllegalStateException("the store is away");
                    }
                    return Ack.done(1);
                })
                .start()) {
            assertThat(acks.await(1).get(0).value().getOutcome()).isEqualTo(AckOutcome.DONE);
            assertThat(running.stats().handlerFailures()).isEqualTo(2);
        }
        assertThat(acks.records()).hasSize(1);
    }

    @Test
    void shouldAnswerFailedWithTheClassOnlyAndTryANewAttempt() {
        AtomicInteger tries = new AtomicInteger();
        String taskId = UUID.randomUUID().toString();
        lethe.send("customer-1", task(Action.HARD_DELETE, taskId, 1));
        try (Participant running = lethe.participant()
                .onHardDelete(task -> {
                    if (tries.incrementAndGet() <= 3) {
                        throw new IllegalStateException("customer-1 is locked");
                    }
                    return Ack.done(1);
                })
                .start()) {
            ServiceAck failed = acks.await(1).get(0).value();
            assertThat(failed.getOutcome()).isEqualTo(AckOutcome.FAILED);
            assertThat(failed.getRetryable()).isTrue();
            assertThat(failed.getReason()).isEqualTo("the handler threw java.lang.IllegalStateException");
            lethe.send("customer-1", task(Action.HARD_DELETE, taskId, 2));
            assertThat(acks.await(2).get(1).value().getOutcome()).isEqualTo(AckOutcome.DONE);
            assertThat(running.stats().repeated()).isZero();
        }
    }

    @Test
    void shouldFailAnActionWithoutHandlerForGood() {
        lethe.send("customer-1", task(Action.VERIFY));
        try (Participant running =
                lethe.participant().onHardDelete(task -> Ack.done(1)).start()) {
            ServiceAck ack = acks.await(1).get(0).value();
            assertThat(ack.getOutcome()).isEqualTo(AckOutcome.FAILED);
            assertThat(ack.getRetryable()).isFalse();
            assertThat(ack.getReason()).isEqualTo("the service has no handler for VERIFY");
            assertThat(running.isRunning()).isTrue();
        }
    }

    @Test
    void shouldSetPoisonAsideAndGoOn() {
        lethe.sendRaw(utf8("secret-subject"), new byte[] {0, 0, 0});
        lethe.sendRaw(utf8("secret-subject"), new byte[] {0, 0x7f, 0, 0, 0, 1, 2, 3});
        lethe.sendRaw(utf8("secret-subject"), null);
        lethe.sendRaw(null, new byte[] {0});
        lethe.send("customer-1", task(Action.UNKNOWN));
        lethe.send("customer-1", task(Action.HARD_DELETE));
        try (Participant running =
                lethe.participant().onHardDelete(task -> Ack.done(1)).start()) {
            assertThat(acks.await(1).get(0).value().getOutcome()).isEqualTo(AckOutcome.DONE);
            var letters = lethe.deadLetterReader().await(5);
            assertThat(letters).allSatisfy(letter -> {
                assertThat(letter.key()).isNull();
                assertThat(letter.value().getTopic()).isEqualTo(lethe.tasks());
            });
            assertThat(letters)
                    .extracting(letter -> letter.value().getReason())
                    .containsExactlyInAnyOrder(
                            "MALFORMED", "UNKNOWN_SCHEMA", "NULL_VALUE", "NULL_KEY", "UNKNOWN_ACTION");
            await().until(() -> running.stats().poison() == 5 && lethe.lag() == 0);
        }
        assertThat(acks.records()).hasSize(1);
    }
}
