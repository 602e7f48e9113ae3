package io.lethe.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.audit.AuditFold;
import io.lethe.lifecycle.Policy;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.SubjectState;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.Identity;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.ServiceTask;
import io.lethe.schemas.TombstoneTopic;
import io.lethe.schemas.WaiveService;
import io.lethe.store.SubjectRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log is the event log: folded from the start it gives the state in the stores, but for what must not stand in it. */
class ReplayTest {
    private static final List<String> SERVICES = List.of("accounts", "orders", "mail");
    private static final List<Action> ALL =
            List.of(Action.SOFT_DELETE, Action.RESTORE, Action.HARD_DELETE, Action.VERIFY, Action.EXPORT);
    private static final int SUBJECTS = 12;
    private static final int STEPS = 600;

    @TempDir
    private Path directory;

    private final List<String> requests = new ArrayList<>();
    private Random random;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldFoldToTheStateInTheStores(long seed) throws IOException {
        random = new Random(seed);
        try (TopologyFixture lethe = new TopologyFixture(directory, Policy.defaults())) {
            SERVICES.forEach(s -> lethe.service(s, ALL, tombstones(s)));
            for (int step = 0; step < STEPS; step++) {
                step(lethe, "subject-" + random.nextInt(SUBJECTS));
            }
            AuditFold folded = fold(lethe.audit());
            int compared = 0;
            for (int i = 0; i < SUBJECTS; i++) {
                SubjectRow row = lethe.subject("subject-" + i);
                if (row != null) {
                    SubjectState replayed = folded.subject(row.pseudonymKey().pseudonym("subject-" + i));
                    assertThat(comparable(replayed)).as("seed %d", seed).isEqualTo(comparable(row.state()));
                    compared++;
                }
            }
            // Some are forgotten by then, and have no row to compare; with these seeds most are not.
            assertThat(compared).as("seed %d", seed).isGreaterThanOrEqualTo(SUBJECTS / 2);
        }
    }

    private static List<TombstoneTopic> tombstones(String service) {
        return service.equals("mail") ? List.of(new TombstoneTopic("mail.v1", KeyFormat.STRING)) : List.of();
    }

    private void step(TopologyFixture lethe, String subject) {
        switch (random.nextInt(9)) {
            case 0 -> lethe.send(subject, erasure());
            case 1 -> lethe.send(subject, export());
            case 2 -> lethe.send(subject, new CancelRequest(any(), "changed my mind"));
            case 3 -> lethe.send(subject, new WaiveService(any(), service(), "it is gone"));
            case 4 -> lethe.send(subject, new ExtendDeadline(any(), "complex"));
            case 5 -> lethe.send(subject, hold(lethe.now()));
            case 6 -> lethe.pass(Duration.ofHours(random.nextInt(200)));
            default -> answer(lethe);
        }
    }

    private RequestErasure erasure() {
        String grace = random.nextBoolean() ? "PT0S" : "P3D";
        List<Identity> identities = List.of(new Identity("email", "a" + random.nextInt(2) + "@example.org"));
        return new RequestErasure(newId(), Regulation.GDPR, identities, null, "please", grace, null);
    }

    private RequestExport export() {
        return new RequestExport(newId(), Regulation.CCPA, List.of(), null, ExportFormat.CSV, null, null);
    }

    private PlaceHold hold(Instant now) {
        return new PlaceHold("h" + random.nextInt(3), List.of(service()), "a case", now.plus(Duration.ofDays(3)));
    }

    private void answer(TopologyFixture lethe) {
        lethe.tombstoneRecords().forEach(t -> lethe.ack(t.key, lethe.ack(t.value)));
        for (String service : List.of("accounts", "orders", "mail", RequestState.PACKAGER)) {
            lethe.allTasks(service).forEach(t -> lethe.answer(t.key, service, t.value, outcome(t.value)));
        }
    }

    private AckOutcome outcome(ServiceTask task) {
        if (task.getAction() == Action.VERIFY) {
            return random.nextInt(4) == 0 ? AckOutcome.DONE : AckOutcome.NOT_FOUND;
        }
        return List.of(AckOutcome.DONE, AckOutcome.DONE, AckOutcome.NOT_FOUND, AckOutcome.FAILED, AckOutcome.EXEMPT)
                .get(random.nextInt(5));
    }

    private String newId() {
        requests.add(new UUID(random.nextLong(), random.nextLong()).toString());
        return requests.get(requests.size() - 1);
    }

    private String any() {
        return requests.isEmpty() ? newId() : requests.get(random.nextInt(requests.size()));
    }

    private String service() {
        return SERVICES.get(random.nextInt(SERVICES.size()));
    }

    /** The fixture runs one partition. */
    private static AuditFold fold(List<AuditEntry> audit) {
        AuditFold fold = new AuditFold(0);
        audit.forEach(fold::add);
        assertThat(fold.gaps()).isEmpty();
        assertThat(fold.entries()).isEqualTo(audit.size());
        return fold;
    }

    /** Without people's words, and without what the shell keeps beside the events. */
    private static List<Object> comparable(SubjectState state) {
        assertThat(state).isNotNull();
        List<Object> parts = new ArrayList<>();
        state.requests().stream()
                .filter(r -> !state.settled().contains(r))
                .map(ReplayTest::wordless)
                .forEach(parts::add);
        parts.add(state.holds());
        return parts;
    }

    private static RequestState wordless(RequestState request) {
        return request.withoutPersonalData();
    }
}
