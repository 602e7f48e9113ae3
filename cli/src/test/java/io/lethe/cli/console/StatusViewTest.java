package io.lethe.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusViewTest {
    private static final String RUNNING = """
            {"requestId": "r-1", "type": "ERASURE", "status": "IN_PROGRESS", "phase": "HARD_DELETING", "regulation": "GDPR",
             "requestedAt": "2026-11-21T10:00:00Z", "dueAt": "2026-12-21T10:00:00Z", "extended": false, "overdue": true,
             "waitingFor": [{"kind": "SERVICE", "ref": "orders", "until": "2026-11-21T10:10:00Z"}], "holds": [],
             "services": [{"service": "accounts", "action": "HARD_DELETE", "status": "DONE", "attempts": 1, "recordsAffected": 3,
                           "lastError": null, "ackedAt": "2026-11-21T10:00:01Z"},
                          {"service": "orders", "action": "HARD_DELETE", "status": "SENT", "attempts": 2, "recordsAffected": 0,
                           "lastError": "down", "nextAttemptAt": "2026-11-21T10:10:00Z"}],
             "history": [{"at": "2026-11-21T10:00:00Z", "event": "ErasureAccepted"},
                         {"at": "2026-11-21T10:01:02.250Z", "event": "TaskAnswered", "service": "accounts", "code": "DONE"}]}
            """;

    @Test
    void shouldShowHeaderWaitsServicesAndHistory() {
        assertThat(StatusView.render(json(RUNNING))).isEqualTo("""
                        Request     r-1
                        Type        ERASURE GDPR
                        Status      IN_PROGRESS (HARD_DELETING)
                        Requested   2026-11-21T10:00:00Z
                        Due         2026-12-21T10:00:00Z (overdue)

                        Waits for   SERVICE orders until 2026-11-21T10:10:00Z

                        SERVICE   ACTION       STATUS  ROWS  ATTEMPTS  ANSWERED              LAST ERROR
                        ────────  ───────────  ──────  ────  ────────  ────────────────────  ───────────────────────────────────────
                        accounts  HARD_DELETE  DONE       3         1  2026-11-21T10:00:01Z
                        orders    HARD_DELETE  SENT       0         2                        down; next attempt 2026-11-21T10:10:00Z

                        AT (UTC)                 AFTER       EVENT            SERVICE   CODE
                        ───────────────────────  ──────────  ───────────────  ────────  ────
                        2026-11-21 10:00:00.000  +0.000 s    ErasureAccepted
                        2026-11-21 10:01:02.250  +1 min 2 s  TaskAnswered     accounts  DONE
                        """);
    }

    @Test
    void shouldLeaveOutWhatThereIsNot() {
        var rejected = json(
                "{\"requestId\": \"r-2\", \"type\": \"ERASURE\", \"status\": \"REJECTED\", \"phase\": \"DONE\","
                        + " \"outcome\": \"REJECTED\", \"reason\": \"NO_SERVICES\", \"services\": [], \"history\": []}");

        assertThat(StatusView.render(rejected))
                .isEqualTo("Request     r-2\nType        ERASURE\nStatus      REJECTED\nReason      NO_SERVICES\n");
    }

    @Test
    void shouldSayTheOutcomeWhereItSaysMore() {
        assertThat(StatusView.state(json("{\"status\": \"COMPLETED\", \"outcome\": \"COMPLETED_WITH_EXEMPTIONS\"}")))
                .isEqualTo("COMPLETED (COMPLETED_WITH_EXEMPTIONS)");
    }

    @Test
    void shouldPrintOnlyWhatChanged() {
        var before = json(RUNNING);
        var after = json(RUNNING.replace(
                "\"SENT\", \"attempts\": 2, \"recordsAffected\": 0",
                "\"DONE\", \"attempts\": 2, \"recordsAffected\": 5"));

        assertThat(Changes.between(MissingNode.getInstance(), before)).isEqualTo("""
                        IN_PROGRESS (HARD_DELETING)
                          accounts: HARD_DELETE DONE, 3 rows
                          orders: HARD_DELETE SENT, attempt 2, down
                        """);
        assertThat(Changes.between(before, after)).isEqualTo("  orders: HARD_DELETE DONE, 5 rows, attempt 2, down\n");
        assertThat(Changes.between(after, after)).isEmpty();
    }

    @Test
    void shouldShowSpansInTheirTwoLargestUnits() {
        assertThat(Timeline.span(Duration.ofMillis(59_999))).isEqualTo("59.999 s");
        assertThat(Timeline.span(Duration.ofSeconds(3_599))).isEqualTo("59 min 59 s");
        assertThat(Timeline.span(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
        assertThat(Timeline.span(Duration.ofHours(49))).isEqualTo("2 d 1 h");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
