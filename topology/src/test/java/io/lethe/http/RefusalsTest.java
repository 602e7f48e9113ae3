package io.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rejection reaches its caller: as a problem, as an audit event, and, for a new request, in its document and its completion. */
class RefusalsTest {
    private static final Policy POLICY = Policy.defaults();

    @TempDir
    private static Path directory;

    private static HttpFixture lethe;

    private final String subject = "subject-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        lethe = Situation.company(new HttpFixture(directory, POLICY));
    }

    @AfterAll
    static void stop() {
        lethe.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    HARD_DELETING        | cancel  | {"reason":"r"}                      | 409 | HARD_DELETE_STARTED   | extend waive
                    COALESCED_DISPATCHED | cancel  | {"reason":"r"}                      | 409 | HARD_DELETE_STARTED   | extend
                    VERIFYING            | reject  | {"reason":"r"}                      | 409 | HARD_DELETE_STARTED   | extend waive
                    RESTORING            | cancel  | {"reason":"r"}                      | 409 | REQUEST_CLOSED        | extend waive
                    COMPLETED            | cancel  | {"reason":"r"}                      | 409 | REQUEST_CLOSED        |
                    CANCELLED            | approve | {}                                  | 409 | REQUEST_CLOSED        |
                    GRACE                | approve | {}                                  | 409 | NOT_AWAITING_APPROVAL | cancel reject extend waive
                    EXTENDED             | extend  | {"reason":"r"}                      | 409 | ALREADY_EXTENDED      | cancel reject waive
                    OVERDUE              | extend  | {"reason":"r"}                      | 409 | DEADLINE_PASSED       | waive
                    GRACE                | retry   | {}                                  | 409 | NOTHING_TO_RETRY      | cancel reject extend waive
                    FAILED               | retry   | {"services":["orders"]}             | 409 | NOTHING_TO_RETRY      | extend retry waive
                    FAILED               | retry   | {"services":["nobody"]}             | 422 | UNKNOWN_SERVICE       | extend retry waive
                    FAILED               | waive   | {"service":"nobody","reason":"r"}   | 422 | UNKNOWN_SERVICE       | extend retry waive
                    EXEMPTED             | waive   | {"service":"crm","reason":"r"}      | 409 | REQUEST_CLOSED        |
                    COLLECTING           | expire  | {}                                  | 409 | NOT_READY             | cancel reject extend waive
                    GRACE                | expire  | {}                                  | 409 | NOT_SUPPORTED         | cancel reject extend waive
                    PACKAGING            | waive   | {"service":"export-packager","reason":"r"} | 409 | NOT_SUPPORTED  | cancel reject extend
                    PACKAGING            | waive   | {"service":"orders","reason":"r"}   | 409 | SERVICE_FINISHED      | cancel reject extend
                    READY                | cancel  | {"reason":"r"}                      | 409 | REQUEST_CLOSED        | expire
                    """)
    void shouldTellTheCallerAndTheAudit(
            Situation situation, String action, String body, int status, String code, String allowed) {
        String id = situation.reach(lethe, subject);
        lethe.lethe.audit();

        Answer refused = lethe.act(id, action, body);

        assertThat(refused.text("code")).isEqualTo(code);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.text("requestId")).isEqualTo(id);
        List<String> expected = allowed == null ? List.of() : List.of(allowed.split(" "));
        assertThat(refused.body().path("allowed"))
                .extracting(node -> node.asText())
                .isEqualTo(expected);
        assertRefusedInAudit(id, code);
    }

    @Test
    void shouldRejectANewRequestEverywhereItsCallerCouldLook() {
        Answer refused = lethe.export(subject, "\"services\":[\"orders\",\"crm\"]");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("UNSUPPORTED_ACTION");
        assertThat(refused.text("field")).isEqualTo("services");
        assertThat(refused.text("detail")).contains("crm");
        Answer document = lethe.status(refused.text("requestId"));
        assertThat(document.text("status")).isEqualTo("REJECTED");
        assertThat(document.text("reason")).isEqualTo("UNSUPPORTED_ACTION");
        assertThat(lethe.lethe.completions()).anySatisfy(completed -> {
            assertThat(completed.getRequestId()).isEqualTo(refused.text("requestId"));
            assertThat(completed.getOutcome()).isEqualTo(Outcome.REJECTED);
            assertThat(completed.getReason()).isEqualTo("UNSUPPORTED_ACTION");
        });
        assertThat(lethe.lethe.audit())
                .filteredOn(entry -> refused.text("requestId").equals(entry.getRequestId()))
                .extracting(AuditEntry::getEvent)
                .containsExactly("RequestRejected", "RequestCompleted");
    }

    @Test
    void shouldRefuseAnExportFromAServiceThatErasesAlready() {
        lethe.eraseNow(subject);

        Answer refused = lethe.export(subject);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("HARD_DELETE_STARTED");
        assertThat(lethe.status(refused.text("requestId")).text("status")).isEqualTo("REJECTED");
    }

    @Test
    void shouldRefuseOneRequestTooMany() {
        for (int i = 0; i < POLICY.maxOpen(); i++) {
            assertThat(lethe.export(subject).status()).isEqualTo(202);
        }

        Answer refused = lethe.export(subject);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("TOO_MANY_OPEN");
        assertThat(refused.body().has("requestId"))
                .as("an id under which there is nothing")
                .isFalse();
        assertThat(lethe.export(subject + "b").status()).isEqualTo(202);
    }

    @Test
    void shouldRefuseAKeyThatWasUsedForSomethingElse() {
        String key = UUID.randomUUID().toString();
        String body = "{\"subjectId\":\"%s\",\"type\":\"ERASURE\"}".formatted(subject);
        Answer first = lethe.http.post(HttpFixture.REQUESTS, body, "Idempotency-Key", key);

        Answer refused =
                lethe.http.post(HttpFixture.REQUESTS, body.replace("ERASURE", "EXPORT"), "Idempotency-Key", key);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(refused.body().path("allowed"))
                .extracting(node -> node.asText())
                .contains("cancel");
        assertThat(lethe.status(first.text("requestId")).text("type")).isEqualTo("ERASURE");
    }

    @Test
    void shouldExtendOnTheLastDayAndNotOneDayLate() {
        String inTime = lethe.eraseNow(subject).text("requestId");
        String late = lethe.eraseNow(subject + "b").text("requestId");
        String body = "{\"reason\":\"complex\"}";
        Instant asked = lethe.lethe.now();
        Instant due = Instant.parse(lethe.status(inTime).text("dueAt"));

        lethe.pass(Duration.between(asked, due).minusHours(1));
        assertThat(lethe.act(inTime, "extend", body).status()).isEqualTo(202);
        assertThat(lethe.status(inTime).text("dueAt"))
                .isEqualTo(
                        asked.atOffset(ZoneOffset.UTC).plusMonths(3).toInstant().toString());
        lethe.pass(Duration.ofDays(1));

        assertThat(lethe.act(late, "extend", body).text("code")).isEqualTo("DEADLINE_PASSED");
        assertThat(lethe.status(late).body().path("overdue").asBoolean()).isTrue();
        assertThat(lethe.status(inTime).body().path("overdue").asBoolean()).isFalse();
    }

    @Test
    void shouldSayWhatCanBeDoneAboutAHold() {
        lethe.hold(subject, "case-7", "\"reason\":\"court\"");
        lethe.lethe.audit();

        Answer reused = lethe.hold(subject, "case-7", "\"reason\":\"another court\"");
        Answer unknown = lethe.release(subject, "case-8");

        assertThat(reused.status()).isEqualTo(409);
        assertThat(reused.text("code")).isEqualTo("HOLD_ID_REUSED");
        assertThat(reused.body().path("allowed")).hasToString("[\"release\"]");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().path("allowed")).hasToString("[\"place\"]");
        assertThat(lethe.lethe.audit())
                .filteredOn(entry -> entry.getEvent().equals("CommandRefused"))
                .extracting(entry -> entry.getDetails().get("code"))
                .containsExactly("HOLD_ID_REUSED", "UNKNOWN_HOLD");
    }

    private void assertRefusedInAudit(String id, String code) {
        assertThat(lethe.lethe.audit()).singleElement().satisfies(entry -> {
            assertThat(entry.getEvent()).isEqualTo("CommandRefused");
            assertThat(entry.getRequestId()).isEqualTo(id);
            assertThat(entry.getActor()).isEqualTo("operator:http");
            assertThat(entry.getDetails().get("code")).isEqualTo(code);
        });
    }
}
