package io.lethe.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.Policy;
import io.lethe.lifecycle.RequestState;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.Identity;
import io.lethe.schemas.Notification;
import io.lethe.schemas.NotificationKind;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RejectRequest;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import io.lethe.store.IdentitiesRow;
import io.lethe.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What subjects are told, and that their address is known then and not longer. */
class NotificationsTest {
    private static final String ALICE = "customer-00001";
    private static final String ADDRESS = "alice@example.org";
    private static final List<Identity> KNOWN_BY =
            List.of(new Identity("crm-number", "4711"), new Identity("Email", ADDRESS));

    @TempDir
    private Path directory;

    private TopologyFixture lethe;
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void start() throws IOException {
        lethe = new TopologyFixture(directory, Policy.defaults());
        lethe.service("orders", List.of(Action.EXPORT, Action.HARD_DELETE), List.of());
    }

    @AfterEach
    void stop() {
        lethe.close();
    }

    @Test
    void shouldTellThatAnExportIsReadyAndLaterThatItGoes() {
        export();
        assertTold(NotificationKind.READY, null, lethe.now().plus(Duration.ofDays(7)));
        Instant end = lethe.now().plus(Duration.ofDays(7));
        lethe.pass(Duration.ofDays(6).plusSeconds(1));
        assertTold(NotificationKind.EXPIRING, null, end);
        assertThat(identities()).isNotNull();

        lethe.pass(Duration.ofDays(1));
        lethe.answer(ALICE, RequestState.PACKAGER, task(RequestState.PACKAGER), AckOutcome.DONE);
        assertThat(told()).isEmpty();
        assertThat(identities()).isNull();
    }

    @Test
    void shouldTellOfAnErasureAndForgetTheAddressWithIt() {
        erase("PT0S", null);
        lethe.answer(ALICE, "orders", task("orders"), AckOutcome.DONE);

        assertTold(NotificationKind.ERASED, null, null);
        assertThat(identities()).isNull();
    }

    @Test
    void shouldTellOfAnExtensionAndOfARejectionWithTheReason() {
        erase("P7D", null);
        lethe.send(ALICE, new ExtendDeadline(id, "it is complex"));
        assertTold(NotificationKind.EXTENDED, "it is complex", Instant.parse("2026-06-01T10:00:00Z"));

        lethe.send(ALICE, new RejectRequest(id, "not the person they say"));
        assertTold(NotificationKind.REJECTED, "not the person they say", null);
        assertThat(identities()).isNull();
    }

    @Test
    void shouldTellOfARefusalAtOnce() {
        erase("P7D", List.of("nobody"));

        assertTold(NotificationKind.REJECTED, "UNKNOWN_SERVICE", null);
    }

    @Test
    void shouldTellOfACancel() {
        erase("P7D", null);
        lethe.send(ALICE, new CancelRequest(id, "changed my mind"));

        assertTold(NotificationKind.CANCELLED, "changed my mind", null);
    }

    @Test
    void shouldTellThatARequestFailed() {
        erase("PT0S", null);
        ServiceTask task = task("orders");
        lethe.ack(
                ALICE,
                new ServiceAck(
                        task.getTaskId(),
                        id,
                        "orders",
                        Action.HARD_DELETE,
                        task.getToken(),
                        task.getAttempt(),
                        AckOutcome.FAILED,
                        0L,
                        false,
                        "the disk is gone",
                        null,
                        lethe.now(),
                        null,
                        null,
                        null));

        assertTold(NotificationKind.FAILED, null, null);
    }

    @Test
    void shouldNameNoAddressWhereNoneIsKnown() {
        lethe.send(ALICE, TopologyFixture.erasure(id));
        lethe.answer(ALICE, "orders", task("orders"), AckOutcome.DONE);

        assertThat(told())
                .singleElement()
                .satisfies(n -> assertThat(n.getAddress()).isNull());
    }

    private void export() {
        lethe.send(ALICE, new RequestExport(id, Regulation.GDPR, KNOWN_BY, null, ExportFormat.JSON, null, null));
        lethe.answer(ALICE, "orders", task("orders"), AckOutcome.DONE);
        lethe.answer(ALICE, RequestState.PACKAGER, task(RequestState.PACKAGER), AckOutcome.DONE);
    }

    private void erase(String grace, List<String> services) {
        lethe.send(ALICE, new RequestErasure(id, Regulation.GDPR, KNOWN_BY, services, null, grace, null));
    }

    private ServiceTask task(String service) {
        List<KeyValue<String, ServiceTask>> tasks = lethe.allTasks(service);
        assertThat(tasks).as("tasks of %s", service).isNotEmpty();
        return tasks.get(tasks.size() - 1).value;
    }

    private List<Notification> told() {
        return lethe.notifications().stream().map(n -> n.value).toList();
    }

    private void assertTold(NotificationKind kind, String reason, Instant until) {
        List<KeyValue<String, Notification>> told = lethe.notifications();
        assertThat(told).singleElement().satisfies(n -> {
            assertThat(n.key).isEqualTo(ALICE);
            assertThat(n.value.getRequestId()).isEqualTo(id);
            assertThat(n.value.getKind()).isEqualTo(kind);
            assertThat(n.value.getAddress()).isEqualTo(ADDRESS);
            assertThat(n.value.getReason()).isEqualTo(reason);
            assertThat(n.value.getUntil()).isEqualTo(until);
            assertThat(UUID.fromString(n.value.getNotificationId()).version()).isEqualTo(3);
        });
    }

    private IdentitiesRow identities() {
        return lethe.driver
                .<String, IdentitiesRow>getKeyValueStore(Stores.IDENTITIES)
                .get(id);
    }
}
