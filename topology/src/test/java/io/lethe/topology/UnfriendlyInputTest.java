package io.lethe.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.Policy;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that the schema allows and nobody should send: it stops nobody else, and leaves nothing behind. */
class UnfriendlyInputTest {
    private static final String ALICE = "customer-00001";
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @TempDir
    private Path directory;

    private TopologyFixture lethe;

    @BeforeEach
    void start() throws IOException {
        lethe = new TopologyFixture(directory, warningEarly());
        lethe.service("orders", List.of(Action.HARD_DELETE), List.of());
    }

    @AfterEach
    void stop() {
        lethe.close();
    }

    /** Two months before the deadline, which is more than most deadlines have. */
    private static Policy warningEarly() {
        Policy d = Policy.defaults();
        return new Policy(
                d.gracePeriod(),
                d.maxGracePeriod(),
                d.verifyAfter(),
                false,
                d.downloadWindow(),
                d.exportRetention(),
                d.exportWarning(),
                d.ackTimeout(),
                d.maxAttempts(),
                d.forgetAfter(),
                d.summaryRetention(),
                d.deadlineOther(),
                List.of(Duration.ofDays(60)),
                d.maxOpen());
    }

    @Test
    void shouldPassOnTheTraceAndNoOtherHeader() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", PARENT.getBytes(UTF_8));
        headers.add("tracestate", "shop=1".getBytes(UTF_8));
        headers.add("baggage", "user=anna".getBytes(UTF_8));
        headers.add("filler", new byte[900_000]);

        lethe.send(ALICE, TopologyFixture.erasure(UUID.randomUUID().toString()), headers);

        assertThat(lethe.headers(lethe.topics.erase("orders")))
                .singleElement()
                .satisfies(task -> assertThat(task.toArray())
                        .extracting(Header::key)
                        .containsExactly("traceparent", "tracestate"));
        assertThat(lethe.headers(lethe.topics.audit())).isNotEmpty().allMatch(entry -> entry.toArray().length == 0);
    }

    @Test
    void shouldTakeNothingFromATraceThatIsNone() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "anna@example.org".getBytes(UTF_8));
        headers.add("tracestate", "x".repeat(513).getBytes(UTF_8));

        lethe.send(ALICE, TopologyFixture.erasure(UUID.randomUUID().toString()), headers);

        assertThat(lethe.headers(lethe.topics.erase("orders")))
                .singleElement()
                .satisfies(task -> assertThat(task.toArray()).isEmpty());
    }

    @Test
    void shouldSetAsideAReceiptThatNobodyCanHaveMeant() {
        lethe.send(ALICE, anErasure("receivedAt", Instant.parse("0001-01-01T00:00:00Z")));

        assertThat(lethe.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getReason()).isEqualTo("OUT_OF_BOUNDS"));
    }

    /** The deadline's warnings would have been before 1970. */
    @Test
    void shouldStillKeepTheTimeOfOthersAfterAReceiptLongAgo() {
        lethe.send("somebody", anErasure("receivedAt", Instant.EPOCH));
        lethe.tasks("orders");
        lethe.erase(ALICE);
        lethe.onlyTask("orders");

        lethe.pass(Duration.ofMinutes(11));

        assertThat(lethe.tasks("orders"))
                .as("sent again, since nobody answered")
                .hasSize(2);
    }

    @Test
    void shouldKnowARequestByItsIdInCapitalsToo() {
        String id = "6F9619FF-8B86-4D01-B42D-00CF4FC964FF";
        lethe.send(ALICE, TopologyFixture.erasure(id));
        ServiceTask task = lethe.onlyTask("orders");
        assertThat(task.getRequestId()).isEqualTo(id.toLowerCase(Locale.ROOT));
        lethe.send(ALICE, TopologyFixture.erasure(id.toLowerCase(Locale.ROOT)));
        assertThat(lethe.tasks("orders")).isEmpty();

        ServiceAck answer = lethe.ack("orders", task, AckOutcome.DONE);
        answer.put("taskId", task.getTaskId().toUpperCase(Locale.ROOT));
        answer.put("requestId", id);
        lethe.ack(ALICE, answer);

        assertThat(lethe.completions()).hasSize(1);
    }

    @Test
    void shouldSetAsideAnAnswerWithMoreFragmentsThanThereCanBe() {
        lethe.erase(ALICE);
        ServiceAck answer = lethe.ack("orders", lethe.onlyTask("orders"), AckOutcome.DONE);

        answer.put("fragments", 1_000_001L);
        lethe.ack(ALICE, answer);

        assertThat(lethe.deadLetters()).hasSize(1);
        assertThat(lethe.completions()).isEmpty();
    }

    /** Refused requests end at once, so that no bound on open ones is in their way. */
    @Test
    void shouldRememberTheLatestRequestsOfASubjectWhoNeverRests() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_002; i++) {
            RequestErasure unknown = anErasure("services", List.of("nobody"));
            ids.add(unknown.getRequestId());
            lethe.send(ALICE, unknown);
        }

        assertThat(lethe.subject(ALICE).state().closed()).hasSize(1_000);
        assertThat(lethe.request(ids.get(1)).subjectId()).isNull();
        assertThat(lethe.request(ids.get(2)).subjectId()).isEqualTo(ALICE);
    }

    private static RequestErasure anErasure(String field, Object value) {
        RequestErasure erasure = TopologyFixture.erasure(UUID.randomUUID().toString());
        erasure.put(field, value);
        return erasure;
    }
}
