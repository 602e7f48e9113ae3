package io.lethe.participant;

import static io.lethe.participant.Installation.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceTask;
import io.lethe.testing.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More than one subject, and more than one member of the group, at a time. */
class ParticipantGroupIT {
    /** Tasks that always wait, so that members come and go in the midst of work however long that takes them: two seconds' work. */
    private static final int BACKLOG = 300;

    private static final TestCluster CLUSTER = TestCluster.start();

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void shouldRunSubjectsSideBySideAndEachInOrder() {
        Installation lethe = Installation.with(CLUSTER);
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        CountDownLatch two = new CountDownLatch(2);
        IntStream.range(0, 10)
                .forEach(subject -> IntStream.range(0, 20)
                        .forEach(attempt -> lethe.send("customer-" + subject, 0, attempt(attempt, subject))));
        try (Participant running = lethe.participant()
                .concurrency(2)
                .onHardDelete(task -> {
                    two.countDown();
                    assertThat(two.await(io.lethe.testing.Patience.MOST.toSeconds(), TimeUnit.SECONDS))
                            .isTrue();
                    seen.computeIfAbsent(task.subjectId(), any -> new CopyOnWriteArrayList<>())
                            .add(task.attempt());
                    return Ack.done(1);
                })
                .start()) {
            assertThat(lethe.ackReader().await(200)).hasSize(200);
            assertThat(running.stats().handlerFailures()).isZero();
        }
        List<Integer> inOrder = IntStream.range(0, 20).boxed().toList();
        assertThat(seen)
                .hasSize(10)
                .allSatisfy((subject, attempts) -> assertThat(attempts).isEqualTo(inOrder));
    }

    @ParameterizedTest
    @ValueSource(classes = {RangeAssignor.class, CooperativeStickyAssignor.class})
    void shouldNeverRunASubjectTwiceAtOnceWhileMembersComeAndGo(Class<?> assignor) {
        Installation lethe = Installation.with(CLUSTER);
        Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
        AtomicInteger overlaps = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger runsOfSecond = new AtomicInteger();
        TaskHandler slow = task -> {
            AtomicInteger here = inside.computeIfAbsent(task.subjectId(), any -> new AtomicInteger());
            overlaps.addAndGet(here.incrementAndGet() - 1);
            boolean woken = never.await(20, TimeUnit.MILLISECONDS);
            here.decrementAndGet();
            return woken ? Ack.notFound() : Ack.done(1);
        };
        AtomicInteger sent = new AtomicInteger();
        sendUpTo(BACKLOG, lethe, sent);
        Map<String, Object> properties = Map.of(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                assignor.getName(),
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                100);
        ParticipantBuilder member =
                lethe.participant().properties(properties).onHardDelete(slow).concurrency(3);
        try (Participant first = member.start()) {
            await().until(() -> first.isRunning() && lethe.lag() < sent.get());
            member.onHardDelete(task -> {
                runsOfSecond.incrementAndGet();
                return slow.handle(task);
            });
            try (Participant second = member.start()) {
                await().until(() -> {
                    sendUpTo(BACKLOG - lethe.lag(), lethe, sent);
                    return second.isRunning() && runsOfSecond.get() > 10;
                });
            }
            await().until(() -> lethe.lag() == 0);
        }
        assertThat(overlaps).hasValue(0);
        assertThat(lethe.ackReader().values().stream()
                        .map(ack -> ack.getTaskId())
                        .distinct())
                .hasSize(sent.get());
    }

    /** One subject for each partition. */
    private static void sendUpTo(long count, Installation lethe, AtomicInteger sent) {
        for (long i = 0; i < count; i++) {
            int n = sent.getAndIncrement();
            int partition = n % Installation.PARTITIONS;
            lethe.send("customer-" + partition, partition, attempt(n, n));
        }
    }

    private static ServiceTask attempt(int attempt, int subject) {
        return task(
                Action.HARD_DELETE,
                UUID.nameUUIDFromBytes(Installation.utf8(attempt + "/" + subject))
                        .toString(),
                attempt);
    }
}
