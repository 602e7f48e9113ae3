package io.lethe.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.audit.AuditFold;
import io.lethe.lifecycle.Policy;
import io.lethe.schemas.Action;
import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.ReleaseHold;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.WaiveService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers write stands in the audit log for ever only where it says nothing of anybody. */
class AuditWordsTest {
    private static final String ALICE = "customer-00001";
    private static final String TELLING = "customer-00001-court";

    @TempDir
    private Path directory;

    @Test
    void shouldHaveNoSubjectIdAndNoWordsOfCallers() throws IOException {
        try (TopologyFixture lethe = new TopologyFixture(directory, Policy.defaults())) {
            lethe.service("accounts", List.of(Action.HARD_DELETE), List.of());
            lethe.send(ALICE, new PlaceHold(TELLING, null, "a case", null));
            lethe.send(ALICE, new PlaceHold("case-7", List.of("accounts"), "a case", null));
            lethe.send(ALICE, new PlaceHold("case-8", List.of("anna@example.org"), "a case", null));
            String id = lethe.erase(ALICE);
            lethe.send(ALICE, new WaiveService(id, "anna@example.org", "gone"));
            lethe.send(ALICE, new WaiveService(id, ALICE, "gone"));
            lethe.send(ALICE, new RetryRequest(id, List.of("Anna of example.org")));
            lethe.send(ALICE, new ExtendDeadline(id, "anna@example.org is complex"));
            // Its deadline comes near, and passes, while it waits for both holds.
            lethe.pass(Duration.ofDays(85));
            lethe.pass(Duration.ofDays(15));
            assertThat(lethe.subject(ALICE).state().hold(TELLING)).isPresent();

            List<AuditEntry> entries = new ArrayList<>(lethe.audit());
            assertThat(entries).extracting(AuditEntry::getEvent).contains("DeadlineApproaching", "DeadlineMissed");
            assertThat(entries).noneMatch(e -> e.toString().contains(ALICE));
            assertThat(entries).noneMatch(e -> e.toString().contains("example.org"));
            assertThat(entries).anyMatch(e -> "case-7".equals(e.getDetails().get("holdId")));
            shouldFoldToTheSameHolds(lethe, entries);
        }
    }

    /** Under whatever name, the hold that ends is the one that was placed. */
    private static void shouldFoldToTheSameHolds(TopologyFixture lethe, List<AuditEntry> entries) {
        String pseudonym = lethe.subject(ALICE).pseudonymKey().pseudonym(ALICE);
        AuditFold fold = new AuditFold(0);
        entries.forEach(fold::add);
        assertThat(fold.subject(pseudonym).holds()).hasSize(2);

        lethe.send(ALICE, new ReleaseHold(TELLING));
        lethe.audit().forEach(fold::add);
        assertThat(fold.subject(pseudonym).holds())
                .singleElement()
                .satisfies(h -> assertThat(h.holdId()).isEqualTo("case-7"));
    }
}
