package io.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A refusal says what is allowed now: what it names is taken, and nothing else is. */
class AllowedTest {
    private static final String REASON = "{\"reason\":\"because\"}";
    private static final Map<String, String> ACTIONS = new TreeMap<>(Map.of(
            "cancel", REASON, "reject", REASON, "approve", "{}", "extend", REASON, "retry", "{}", "expire", "{}"));

    @TempDir
    private static Path directory;

    private static HttpFixture lethe;

    @BeforeAll
    static void start() throws IOException {
        lethe = Situation.company(new HttpFixture(directory.resolve("usual"), Policy.defaults()));
    }

    @AfterAll
    static void stop() {
        lethe.close();
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void shouldNameWhatIsTakenAndNothingElse(Situation situation) {
        List<String> taken = new ArrayList<>();
        ACTIONS.forEach((action, body) -> {
            Answer answer = lethe.act(fresh(situation), action, body);
            assertThat(answer.status()).as(action).isIn(202, 403, 409);
            if (answer.status() == 202) {
                taken.add(action);
            }
        });
        if (isWaiverTaken(situation)) {
            taken.add("waive");
        }

        assertThat(allowed(situation)).containsExactlyInAnyOrderElementsOf(taken);
    }

    private boolean isWaiverTaken(Situation situation) {
        return List.of("orders", "crm").stream().anyMatch(service -> {
            String body = "{\"service\":\"%s\",\"reason\":\"because\"}".formatted(service);
            return lethe.act(fresh(situation), "waive", body).status() == 202;
        });
    }

    /** What the refusal of a command that nothing could make right says. */
    private List<String> allowed(Situation situation) {
        Answer refused = lethe.act(fresh(situation), "waive", "{\"service\":\"nobody\",\"reason\":\"because\"}");
        assertThat(refused.status()).isIn(409, 422);
        List<String> allowed = new ArrayList<>();
        refused.body().path("allowed").forEach(action -> allowed.add(action.asText()));
        return allowed;
    }

    private String fresh(Situation situation) {
        return situation.reach(lethe, "subject-" + UUID.randomUUID());
    }

    @Test
    void shouldAllowApprovalWhereItIsWaitedFor() throws IOException {
        Policy d = Policy.defaults();
        Policy approving = new Policy(
                d.gracePeriod(),
                d.maxGracePeriod(),
                d.verifyAfter(),
                true,
                d.downloadWindow(),
                d.exportRetention(),
                d.exportWarning(),
                d.ackTimeout(),
                d.maxAttempts(),
                d.forgetAfter(),
                d.summaryRetention(),
                d.deadlineOther(),
                d.deadlineWarnings(),
                d.maxOpen());
        try (HttpFixture other = Situation.company(new HttpFixture(directory.resolve("approving"), approving))) {
            String id = other.erase("a").text("requestId");

            Answer refused = other.act(id, "retry", null);
            assertThat(refused.text("code")).isEqualTo("NOTHING_TO_RETRY");
            assertThat(refused.body().path("allowed"))
                    .hasToString("[\"cancel\",\"reject\",\"approve\",\"extend\",\"waive\"]");
            assertThat(other.status(id).text("phase")).isEqualTo("AWAITING_APPROVAL");
            assertThat(other.status(id).body().path("waitingFor"))
                    .hasToString("[{\"kind\":\"APPROVAL\",\"ref\":null}]");

            assertThat(other.act(id, "approve", "{}").status()).isEqualTo(202);
            assertThat(other.act(id, "approve", "{}").text("code")).isEqualTo("NOT_AWAITING_APPROVAL");
            assertThat(other.status(id).text("phase")).isEqualTo("SOFT_DELETING");
        }
    }
}
