package io.lethe.http;

import static io.lethe.http.HttpFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be known now is not taken for what is not there. */
class AvailabilityTest {
    @TempDir
    private Path directory;

    private HttpFixture lethe;

    @BeforeEach
    void start() throws IOException {
        lethe = Situation.company(new HttpFixture(directory, Policy.defaults()));
    }

    @AfterEach
    void stop() {
        lethe.close();
    }

    @Test
    void shouldAskToComeBackWhileAStoreMoves() {
        String id = lethe.erase("a").text("requestId");
        lethe.rows.readable = false;
        String unknown = "7b1c2f0e-93b1-4c55-8a7b-0d9f2c1e5a34";

        for (String path :
                List.of(REQUESTS, REQUESTS + "/" + id, REQUESTS + "/" + unknown, "/api/v1/subjects/a/requests")) {
            Answer answer = lethe.http.get(path);
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.text("code")).isEqualTo("UNAVAILABLE");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
        assertThat(lethe.act(id, "cancel", "{\"reason\":\"a\"}").status()).isEqualTo(503);

        lethe.rows.readable = true;
        assertThat(lethe.status(id).status()).isEqualTo(200);
        assertThat(lethe.status(unknown).status()).isEqualTo(404);
    }

    @Test
    void shouldAcceptWhatIsDecidedEvenWhereItCannotBeRead() {
        lethe.rows.readable = false;

        Answer accepted = lethe.erase("a");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text("status")).isEqualTo("PENDING");
        assertThat(accepted.text("dueAt")).isEqualTo("2026-04-01T10:00:00Z");
        lethe.rows.readable = true;
        assertThat(lethe.status(accepted.text("requestId")).text("status")).isEqualTo("IN_PROGRESS");
    }

    @Test
    void shouldNeverForgetAUrlThatItHandedOut() {
        List<String> handedOut = List.of(
                lethe.erase("a").text("requestId"),
                lethe.erase("b", "\"services\":[\"nobody\"]").text("requestId"),
                Situation.COMPLETED.reach(lethe, "c"),
                Situation.FORGOTTEN.reach(lethe, "d"),
                lethe.lethe
                        .keys
                        .mintRequestId(lethe.lethe.now().toEpochMilli(), 0, 7)
                        .toString());

        lethe.pass(Duration.ofDays(1));

        handedOut.forEach(id -> assertThat(lethe.status(id).status()).isEqualTo(200));
    }

    @Test
    void shouldBoundTheWait() {
        assertThat(StatusHandlers.duration(null)).isZero();
        assertThat(StatusHandlers.duration("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(StatusHandlers.duration("7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(StatusHandlers.duration("999999s")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldNotWaitForARequestThatHasEnded() {
        String id = Situation.COMPLETED.reach(lethe, "a");
        long before = System.nanoTime();

        assertThat(lethe.http.get(REQUESTS + "/" + id + "?wait=30s").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void shouldFollowARequestToItsEnd() {
        String id = Situation.COMPLETED.reach(lethe, "a");
        String document = lethe.status(id).response().body();

        Answer followed = lethe.http.get(REQUESTS + "/" + id, "Accept", "text/event-stream");

        assertThat(followed.status()).isEqualTo(200);
        assertThat(followed.header("Content-Type")).startsWith("text/event-stream");
        assertThat(followed.response().body()).contains("event: status", "data: " + document);
    }

    @Test
    void shouldSayWhyItIsNotReady() {
        assertThat(lethe.http.get("/health/ready").body()).hasToString("{\"status\":\"UP\",\"obstacles\":{}}");
        lethe.obstacles.put("engine", "REBALANCING: partitions are assigned");

        Answer ready = lethe.http.get("/health/ready");

        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body())
                .hasToString(
                        "{\"status\":\"DOWN\",\"obstacles\":{\"engine\":\"REBALANCING: partitions are assigned\"}}");
        assertThat(lethe.http.get("/health/live").status()).isEqualTo(200);
    }
}
