package io.lethe.participant;

import static io.lethe.participant.Installation.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.testing.TestCluster;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ParticipantFaultsIT {
    private static final TestCluster CLUSTER = TestCluster.start();

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void shouldWaitForTheRegistryAndSkipNothing() {
        Installation lethe = Installation.with(CLUSTER);
        lethe.send("customer-1", task(Action.HARD_DELETE));
        // Another time-out makes another registry client, one that has not seen the schema yet.
        ParticipantBuilder participant =
                lethe.participant().property("http.read.timeout.ms", "9999").onHardDelete(task -> Ack.done(1));
        CLUSTER.stopRegistry();
        try (Participant running = participant.start()) {
            try {
                await().until(() -> lethe.members().size() == 1);
                await().during(Duration.ofSeconds(1))
                        .until(() -> running.stats().equals(new ParticipantStats(0, 0, 0, 0)));
            } finally {
                CLUSTER.startRegistry();
            }
            assertThat(lethe.ackReader().await(1).get(0).value().getOutcome()).isEqualTo(AckOutcome.DONE);
            assertThat(running.stats().poison()).isZero();
            assertThat(lethe.deadLetterReader().records()).isEmpty();
        }
    }

    @Test
    void shouldHoldAnswersUntilTheBrokersTakeThem() {
        Installation lethe = new Installation(CLUSTER);
        lethe.createTaskTopics();
        lethe.send("customer-1", task(Action.HARD_DELETE));
        AtomicInteger effects = new AtomicInteger();
        try (Participant running = lethe.participant()
                .property("max.block.ms", "300")
                .onHardDelete(task -> Ack.done(effects.incrementAndGet()))
                .start()) {
            await().until(() -> effects.get() == 1);
            await().during(Duration.ofSeconds(1)).until(() -> lethe.lag() == 1);
            lethe.createAcks();
            assertThat(lethe.ackReader().await(1)).hasSize(1);
            await().until(() -> lethe.lag() == 0);
            assertThat(running.isRunning()).isTrue();
        }
        assertThat(effects).hasValue(1);
    }

    @Test
    void shouldFindTopicsThatAreMadeAfterItStarted() {
        Installation lethe = new Installation(CLUSTER);
        try (Participant running =
                lethe.participant().onHardDelete(task -> Ack.done(1)).start()) {
            await().until(() -> lethe.members().size() == 1);
            lethe.createTaskTopics();
            lethe.createAcks();
            lethe.send("customer-1", task(Action.HARD_DELETE));
            assertThat(lethe.ackReader().await(1)).hasSize(1);
            assertThat(running.isRunning()).isTrue();
        }
    }

    @Test
    void shouldSayThatItCannotGoOn() {
        Installation lethe = Installation.with(CLUSTER);
        CLUSTER.forbid(lethe.tasks(), AclOperation.READ);
        try (Participant forbidden =
                lethe.participant().onHardDelete(task -> Ack.done(1)).start()) {
            assertThat(forbidden.termination()).failsWithin(io.lethe.testing.Patience.MOST);
            assertThat(forbidden.isRunning()).isFalse();
        } finally {
            CLUSTER.permit(lethe.tasks(), AclOperation.READ);
        }
    }

    @Test
    void shouldFinishWhatRunsWhenItIsClosed() {
        Installation lethe = Installation.with(CLUSTER);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        lethe.send("customer-1", task(Action.HARD_DELETE));
        lethe.send("customer-1", task(Action.HARD_DELETE));
        Participant participant = lethe.participant()
                .onHardDelete(task -> {
                    inside.countDown();
                    release.await(io.lethe.testing.Patience.MOST.toSeconds(), TimeUnit.SECONDS);
                    return Ack.done(1);
                })
                .start();
        await().until(() -> inside.getCount() == 0);
        Thread closer = new Thread(participant::close);
        closer.start();
        await().until(() -> closer.getState() == Thread.State.WAITING);
        release.countDown();
        await().until(() -> participant.termination().toCompletableFuture().isDone());
        assertThat(lethe.ackReader().values()).hasSize(1);
        assertThat(lethe.lag()).isEqualTo(1);
    }
}
