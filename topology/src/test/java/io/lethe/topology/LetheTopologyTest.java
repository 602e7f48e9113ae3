package io.lethe.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.Policy;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.RequestCompleted;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import io.lethe.schemas.TombstoneTask;
import io.lethe.schemas.TombstoneTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetheTopologyTest {
    private static final String ALICE = "customer-00001";
    private static final List<Action> HARD = List.of(Action.HARD_DELETE);

    @TempDir
    private Path directory;

    private TopologyFixture lethe;

    @BeforeEach
    void start() throws IOException {
        lethe = new TopologyFixture(directory, withoutVerification());
    }

    @AfterEach
    void stop() {
        lethe.close();
    }

    private static Policy withoutVerification() {
        Policy d = Policy.defaults();
        return new Policy(
                d.gracePeriod(),
                d.maxGracePeriod(),
                Optional.empty(),
                false,
                d.downloadWindow(),
                d.exportRetention(),
                d.exportWarning(),
                d.ackTimeout(),
                3,
                d.forgetAfter(),
                Period.ofMonths(24),
                d.deadlineOther(),
                d.deadlineWarnings(),
                d.maxOpen());
    }

    @Test
    void shouldEraseFromEveryServiceAndCompleteOnce() {
        lethe.service("orders", HARD, List.of());
        lethe.service("accounts", HARD, List.of());

        String id = lethe.erase(ALICE);
        ServiceTask orders = lethe.onlyTask("orders");
        assertThat(lethe.completions()).isEmpty();
        lethe.answer(ALICE, "orders", orders, AckOutcome.DONE);
        lethe.answer(ALICE, "accounts", lethe.onlyTask("accounts"), AckOutcome.NOT_FOUND);
        // Again, and late: nothing may come of it.
        lethe.answer(ALICE, "orders", orders, AckOutcome.DONE);

        RequestCompleted completed = only(lethe.completions());
        assertThat(completed.getRequestId()).isEqualTo(id);
        assertThat(completed.getOutcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(completed.getServices()).hasSize(2);
        assertThat(orders.getAsOf()).isEqualTo(TopologyFixture.START);
    }

    @Test
    void shouldCountAServiceAsDoneOnlyWhenItsTombstonesStand() {
        lethe.service("crm", List.of(), List.of(new TombstoneTopic("crm.customers.v1", KeyFormat.STRING)));
        lethe.service("orders", HARD, List.of(new TombstoneTopic("orders.v1", KeyFormat.STRING)));
        lethe.erase(ALICE);
        assertThat(lethe.tombstones()).hasSize(1).first().satisfies(t -> lethe.ack(ALICE, lethe.ack(t)));

        lethe.answer(ALICE, "orders", lethe.onlyTask("orders"), AckOutcome.DONE);
        assertThat(lethe.completions()).isEmpty();
        TombstoneTask tombstones = only(lethe.tombstones());
        assertThat(tombstones.getTopics()).extracting(TombstoneTopic::getTopic).containsExactly("orders.v1");
        lethe.ack(ALICE, lethe.ack(tombstones));

        assertThat(only(lethe.completions()).getOutcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void shouldKeepAuditDenseAndFreeOfTheSubject() {
        lethe.service("orders", HARD, List.of());
        lethe.erase(ALICE);
        lethe.answer(ALICE, "orders", lethe.onlyTask("orders"), AckOutcome.DONE);

        List<AuditEntry> audit = lethe.audit();
        assertThat(audit)
                .extracting(AuditEntry::getSequence)
                .containsExactlyElementsOf(
                        LongStream.range(0, audit.size()).boxed().toList());
        assertThat(audit)
                .extracting(AuditEntry::getEvent)
                .containsExactly(
                        "ServiceDefined",
                        "ErasureAccepted",
                        "ErasureStarted",
                        "HardDeleteStarted",
                        "TaskIssued",
                        "TaskAnswered",
                        "RequestCompleted");
        assertThat(audit.toString()).doesNotContain(ALICE);
        assertThat(audit.stream().skip(1).map(AuditEntry::getSubject).distinct())
                .hasSize(1);
    }

    @Test
    void shouldIgnoreAnAckWithAnotherServicesToken() {
        lethe.service("orders", HARD, List.of());
        lethe.service("accounts", HARD, List.of());
        lethe.erase(ALICE);
        ServiceTask orders = lethe.onlyTask("orders");
        ServiceTask accounts = lethe.onlyTask("accounts");
        ServiceAck forged = lethe.ack("accounts", accounts, AckOutcome.DONE);
        forged.put("token", orders.getToken());
        lethe.ack(ALICE, forged);
        lethe.answer(ALICE, "orders", orders, AckOutcome.DONE);

        assertThat(lethe.completions()).isEmpty();
        assertThat(lethe.audit()).extracting(AuditEntry::getEvent).contains("AckIgnored");
    }

    @Test
    void shouldSendAnUnansweredTaskAgainUpToTheMostAttempts() {
        lethe.service("orders", HARD, List.of());
        lethe.erase(ALICE);
        for (int i = 0; i < 30; i++) {
            lethe.pass(Duration.ofMinutes(5));
        }

        List<ServiceTask> tasks = lethe.tasks("orders");
        assertThat(tasks).extracting(ServiceTask::getAttempt).containsExactly(1, 2, 3);
        assertThat(tasks)
                .extracting(ServiceTask::getTaskId)
                .containsOnly(tasks.get(0).getTaskId());
        assertThat(lethe.audit()).extracting(AuditEntry::getEvent).contains("StepFailed", "RequestFailed");
    }

    @Test
    void shouldLetACancelInTheLogWinOverATimerThatIsDue() {
        lethe.service("orders", List.of(Action.SOFT_DELETE, Action.RESTORE, Action.HARD_DELETE), List.of());
        String id = UUID.randomUUID().toString();
        var erasure = TopologyFixture.erasure(id);
        erasure.put("gracePeriod", "PT1H");
        lethe.send(ALICE, erasure);
        lethe.answer(ALICE, "orders", lethe.onlyTask("orders"), AckOutcome.DONE);

        // The grace period is over by the record's own time, and the punctuator has not looked yet.
        lethe.late(Duration.ofHours(2), () -> lethe.send(ALICE, new CancelRequest(id, "changed my mind")));
        lethe.pass(Duration.ofHours(2));

        assertThat(lethe.tasks("orders")).extracting(ServiceTask::getAction).containsExactly(Action.RESTORE);
    }

    @Test
    void shouldTreatARepeatAsNothingAndOtherContentAsRefused() {
        lethe.service("orders", HARD, List.of());
        String id = lethe.erase(ALICE);
        lethe.answer(ALICE, "orders", lethe.onlyTask("orders"), AckOutcome.DONE);
        int before = lethe.audit().size();
        assertThat(before).isPositive();

        lethe.send(ALICE, TopologyFixture.erasure(id));
        assertThat(lethe.audit()).isEmpty();
        var other = TopologyFixture.erasure(id);
        other.put("reason", "another");
        lethe.send(ALICE, other);

        assertThat(only(lethe.audit()).getDetails()).containsEntry("code", "REQUEST_ID_REUSED");
        assertThat(lethe.tasks("orders")).isEmpty();
    }

    @Test
    void shouldForgetAnIdleSubjectAndKeepASummary() {
        lethe.service("orders", HARD, List.of());
        String id = lethe.erase(ALICE);
        lethe.answer(ALICE, "orders", lethe.onlyTask("orders"), AckOutcome.DONE);
        lethe.pass(Duration.ofDays(7));
        lethe.pass(Duration.ofSeconds(1));

        assertThat(lethe.audit()).extracting(AuditEntry::getEvent).endsWith("SubjectForgotten");
        assertThat(lethe.subject(ALICE)).isNull();
        assertThat(lethe.request(id).subjectId()).isNull();
        assertThat(lethe.request(id).summary().ending().outcome()).isEqualTo(Outcome.COMPLETED);

        lethe.pass(Duration.ofDays(731));
        assertThat(lethe.request(id)).isNull();
    }

    @Test
    void shouldSetPoisonAsideAndGoOn() {
        lethe.service("orders", HARD, List.of());
        byte[] good = lethe.bytes(lethe.topics.commands(), lethe.command(TopologyFixture.erasure("not-a-uuid")));
        lethe.sendBytes(ALICE.getBytes(UTF_8), new byte[] {1, 2, 3});
        lethe.sendBytes(ALICE.getBytes(UTF_8), null);
        lethe.sendBytes(null, good);
        lethe.sendBytes(new byte[0], good);
        lethe.sendBytes(new byte[10_000], good);
        lethe.sendBytes(ALICE.getBytes(UTF_8), good);
        lethe.sendBytes(ALICE.getBytes(UTF_8), new byte[] {0, 0, 0, 99, 99, 1});
        lethe.erase(ALICE);

        assertThat(lethe.deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly(
                        "MALFORMED",
                        "NULL_VALUE",
                        "NULL_KEY",
                        "OUT_OF_BOUNDS",
                        "OUT_OF_BOUNDS",
                        "INVALID_ID",
                        "UNKNOWN_SCHEMA");
        assertThat(lethe.tasks("orders")).hasSize(1);
    }

    private static <T> T only(List<T> values) {
        assertThat(values).hasSize(1);
        return values.get(0);
    }
}
