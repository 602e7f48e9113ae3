package io.lethe.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.Policy;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestCompleted;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.ServiceTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What completions say of a request's end. */
class CompletionsTest {
    private static final String ALICE = "customer-00001";

    @TempDir
    private Path directory;

    private TopologyFixture lethe;

    @BeforeEach
    void start() throws IOException {
        lethe = new TopologyFixture(directory, Policy.defaults());
        lethe.service("accounts", List.of(Action.HARD_DELETE), List.of());
    }

    @AfterEach
    void stop() {
        lethe.close();
    }

    private String erase(String grace) {
        String id = UUID.randomUUID().toString();
        lethe.send(ALICE, new RequestErasure(id, Regulation.CCPA, List.of(), null, null, grace, null));
        return id;
    }

    @Test
    void shouldNotListServicesOfAnotherForARiderThatWasTakenBack() {
        String first = erase("P1D");
        String second = erase("P1D");
        lethe.send(ALICE, new CancelRequest(second, "changed my mind"));

        assertThat(lethe.completions()).singleElement().satisfies(c -> {
            assertThat(c.getRequestId()).isEqualTo(second);
            assertThat(c.getOutcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(c.getRelatedRequestId()).isEqualTo(first);
            assertThat(c.getServices()).isEmpty();
        });
    }

    @Test
    void shouldListServicesOfTheOneThatARiderEndsWith() {
        erase("P1D");
        String second = erase("P1D");
        lethe.pass(Duration.ofDays(1));
        lethe.answer(ALICE, "accounts", lethe.onlyTask("accounts"), AckOutcome.DONE);

        assertThat(lethe.completions())
                .filteredOn(c -> c.getRequestId().equals(second))
                .singleElement()
                .satisfies(c -> assertThat(c.getServices()).hasSize(1));
    }

    @Test
    void shouldBeOverdueFromTheMomentAtWhichItsDeadlineIsMissed() {
        erase("PT0S");
        ServiceTask task = lethe.onlyTask("accounts");
        lethe.pass(Duration.ofDays(45));
        assertThat(lethe.audit()).extracting(AuditEntry::getEvent).contains("DeadlineMissed");

        lethe.answer(ALICE, "accounts", task, AckOutcome.DONE);
        RequestCompleted completed = lethe.completions().get(0);
        assertThat(completed.getCompletedAt()).isEqualTo(completed.getDueAt());
        assertThat(completed.getOverdue()).isTrue();
    }
}
