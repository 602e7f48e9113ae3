package io.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import io.lethe.schemas.AckOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with requests over HTTP, and what comes of it. */
class StoriesTest {
    @TempDir
    private static Path directory;

    private static HttpFixture lethe;

    private final String subject = "subject-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        lethe = Situation.company(new HttpFixture(directory, Policy.defaults()));
    }

    @AfterAll
    static void stop() {
        lethe.close();
    }

    @Test
    void shouldGoOnAloneWhenAHoldIsReleased() {
        String id = Situation.ON_HOLD.reach(lethe, subject);

        Answer released = lethe.release(subject, "case-7");

        assertThat(released.status()).isEqualTo(202);
        assertThat(phase(id)).isEqualTo("HARD_DELETING");
        assertThat(lethe.status(id).body().path("holds")).isEmpty();
        assertThat(service(id, "crm").path("status").asText()).isEqualTo("SENT");
    }

    @Test
    void shouldGoOnAloneWhenAHoldEnds() {
        String until = lethe.lethe.now().plus(Duration.ofDays(1)).toString();
        lethe.hold(subject, "case-7", "\"reason\":\"court\",\"until\":\"%s\"".formatted(until));
        String id = lethe.eraseNow(subject).text("requestId");
        assertThat(lethe.status(id).body().path("waitingFor"))
                .hasToString("[{\"kind\":\"HOLD\",\"ref\":\"case-7\",\"until\":\"%s\"}]".formatted(until));

        lethe.pass(Duration.ofHours(25));

        assertThat(phase(id)).isEqualTo("HARD_DELETING");
        assertThat(lethe.release(subject, "case-7").text("code")).isEqualTo("UNKNOWN_HOLD");
    }

    @Test
    void shouldShowWhatAHoldCameTooLateFor() {
        lethe.eraseNow(subject, "\"services\":[\"crm\"]");

        Answer placed = lethe.hold(subject, "case-7", "\"reason\":\"court\"");

        assertThat(placed.body()).hasToString("{\"holdId\":\"case-7\",\"alreadyDispatched\":[\"crm\"]}");
        assertThat(lethe.hold(subject, "case-7", "\"reason\":\"court\"").body()).isEqualTo(placed.body());
    }

    @Test
    void shouldTakeAFailedServiceUpAgain() {
        String id = Situation.FAILED.reach(lethe, subject);
        assertThat(lethe.status(id).text("status")).isEqualTo("FAILED");

        Answer retried = lethe.act(id, "retry", "{\"services\":[\"crm\"]}");

        assertThat(retried.status()).isEqualTo(202);
        assertThat(retried.text("status")).isEqualTo("IN_PROGRESS");
        assertThat(service(id, "crm").path("status").asText()).isEqualTo("SENT");
        assertThat(service(id, "crm").path("attempts").asInt()).isEqualTo(2);
        lethe.answer(subject, "crm", AckOutcome.DONE);
        assertThat(phase(id)).isEqualTo("VERIFYING");
    }

    @Test
    void shouldGoOnWithoutAServiceAndSaySo() {
        String id = lethe.eraseNow(subject, "\"services\":[\"crm\"]").text("requestId");
        lethe.fail(subject, "crm", "BROKEN");

        Answer waived = lethe.act(id, "waive", "{\"service\":\"crm\",\"reason\":\"switched off\"}");

        assertThat(waived.text("status")).isEqualTo("COMPLETED");
        assertThat(lethe.status(id).text("outcome")).isEqualTo("COMPLETED_WITH_EXEMPTIONS");
        assertThat(service(id, "crm").path("status").asText()).isEqualTo("WAIVED");
    }

    @Test
    void shouldBringDataBackWhenARequestIsTakenBack() {
        String id = Situation.GRACE.reach(lethe, subject);

        assertThat(lethe.act(id, "cancel", "{\"reason\":\"changed my mind\"}").text("status"))
                .isEqualTo("IN_PROGRESS");
        assertThat(service(id, "orders").path("action").asText()).isEqualTo("RESTORE");
        lethe.answer(subject, "orders", AckOutcome.DONE);

        assertThat(lethe.status(id).text("status")).isEqualTo("CANCELLED");
        assertThat(lethe.status(id).text("reason")).isEqualTo("changed my mind");
    }

    @Test
    void shouldStartAQueuedRequestWhenItsTurnComes() {
        Answer first = lethe.eraseNow(subject, "\"services\":[\"crm\"]");
        Answer second = lethe.eraseNow(subject);
        assertThat(second.text("status")).isEqualTo("PENDING");
        assertThat(lethe.status(second.text("requestId"))
                        .body()
                        .at("/waitingFor/0/ref")
                        .asText())
                .isEqualTo(first.text("requestId"));

        lethe.answer(subject, "crm", AckOutcome.DONE);

        assertThat(lethe.status(first.text("requestId")).text("status")).isEqualTo("COMPLETED");
        assertThat(phase(second.text("requestId"))).isEqualTo("HARD_DELETING");
    }

    @Test
    void shouldRunAloneWhenTheRequestThatItRodeOnIsTakenBack() {
        String first = lethe.erase(subject).text("requestId");
        String second = lethe.erase(subject).text("requestId");
        assertThat(lethe.status(second).text("coalescedWith")).isEqualTo(first);

        lethe.act(first, "cancel", "{\"reason\":\"twice\"}");
        lethe.answer(subject, "orders", AckOutcome.DONE);

        assertThat(lethe.status(first).text("status")).isEqualTo("CANCELLED");
        assertThat(lethe.status(second).text("status")).isEqualTo("IN_PROGRESS");
        assertThat(phase(second)).isEqualTo("SOFT_DELETING");
    }

    @Test
    void shouldCompleteTogetherWhatRidesTogether() {
        String first = lethe.erase(subject, "\"services\":[\"crm\"]", "\"gracePeriod\":\"PT1H\"")
                .text("requestId");
        String second = lethe.erase(subject, "\"services\":[\"crm\"]").text("requestId");

        lethe.pass(Duration.ofHours(2));
        lethe.answer(subject, "crm", AckOutcome.DONE);

        for (String id : new String[] {first, second}) {
            assertThat(lethe.status(id).text("status")).isEqualTo("COMPLETED");
            assertThat(service(id, "crm").path("status").asText()).isEqualTo("DONE");
        }
    }

    @Test
    void shouldLetAnErasureGoOnceAnExportIsExpired() {
        String export = Situation.READY.reach(lethe, subject);
        String erasure = lethe.eraseNow(subject).text("requestId");
        assertThat(phase(erasure)).isEqualTo("AWAITING_EXPORT");
        assertThat(lethe.status(erasure).body().at("/waitingFor/0"))
                .hasToString("{\"kind\":\"EXPORT\",\"ref\":\"%s\",\"until\":\"%s\"}"
                        .formatted(export, lethe.lethe.now().plus(Duration.ofDays(3))));

        assertThat(lethe.act(export, "expire", null).status()).isEqualTo(202);

        assertThat(phase(export)).isEqualTo("EXPIRED");
        assertThat(phase(erasure)).isEqualTo("HARD_DELETING");
    }

    private String phase(String id) {
        return lethe.status(id).text("phase");
    }

    private JsonNode service(String id, String name) {
        for (JsonNode row : lethe.status(id).body().path("services")) {
            if (row.path("service").asText().equals(name)) {
                return row;
            }
        }
        throw new AssertionError(name + " has no part in " + id);
    }
}
