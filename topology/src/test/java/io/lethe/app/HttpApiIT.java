package io.lethe.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.app.Http.Answer;
import io.lethe.config.LetheConfig;
import io.lethe.http.Contract;
import io.lethe.keys.Keys;
import io.lethe.testing.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpApiIT {
    private static final String REQUESTS = "/api/v1/requests";

    @TempDir
    private static Path directory;

    private static TestCluster cluster;
    private static LetheConfig config;
    private static Lethe lethe;
    private static Http http;
    private static Participants participants;

    /** "orders" answers, "silent" never does. */
    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
        config = LetheConfig.load(Deployments.settings(cluster, directory));
        lethe = Lethe.start(config);
        http = new Http(lethe.httpUrl(), Contract::check);
        Deployments.activate(cluster, config, List.of("orders", "silent"));
        participants = new Participants(cluster, config.topics(), List.of("orders")).start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        participants.close();
        lethe.close();
        cluster.close();
    }

    @Test
    void shouldBeReadyOnceItHasStarted() {
        assertThat(http.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void shouldShowHowItsWorkersDo() {
        assertThat(http.get("/metrics").response().body())
                .contains("lethe_worker_failures{worker=\"activator\"}")
                .contains("lethe_worker_failures{worker=\"tombstones\"}");
    }

    @Test
    void shouldAcceptAnErasureAndTellWhenItIsDone() {
        Answer accepted = erase("done-1", "orders");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text("dueAt")).isNotNull();
        assertThat(accepted.header("Location")).isEqualTo(accepted.text("statusUrl"));
        Answer ended = awaitEnd(accepted.text("statusUrl"));
        assertThat(ended.text("status")).isEqualTo("COMPLETED");
        assertThat(ended.text("outcome")).isEqualTo("COMPLETED");
        assertThat(ended.body().at("/services/0/status").asText()).isEqualTo("DONE");
        assertThat(ended.body().at("/services/0/recordsAffected").asLong()).isEqualTo(1);
        assertThat(ended.body().findValuesAsText("event"))
                .containsSubsequence(
                        "ErasureAccepted", "HardDeleteStarted", "TaskIssued", "TaskAnswered", "RequestCompleted");
        assertThat(ended.response().body()).doesNotContain("done-1");
        assertThat(http.get(accepted.text("statusUrl"), "If-None-Match", ended.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void shouldGiveTheSameAnswerToTheSameIdempotencyKey() {
        String body =
                "{\"subjectId\":\"key-1\",\"type\":\"ERASURE\",\"gracePeriod\":\"PT0S\",\"services\":[\"orders\"]}";
        String key = UUID.randomUUID().toString();
        Answer first = http.post(REQUESTS, body, "Idempotency-Key", key);
        awaitEnd(first.text("statusUrl"));

        Answer again = http.post(REQUESTS, body, "Idempotency-Key", key);
        Answer otherBody = http.post(REQUESTS, body.replace("PT0S", "PT1S"), "Idempotency-Key", key);
        Answer otherSubject = http.post(REQUESTS, body.replace("key-1", "key-2"), "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("requestId")).isEqualTo(first.text("requestId"));
        assertThat(again.text("status")).isEqualTo("COMPLETED");
        assertThat(otherBody.status()).isEqualTo(422);
        assertThat(otherBody.text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(otherSubject.status()).isEqualTo(422);
        assertThat(otherSubject.text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(http.get("/api/v1/subjects/key-1/requests").body().path("items"))
                .hasSize(1);
    }

    @Test
    void shouldRefuseAnUnknownServiceEachTimeTheSame() {
        String key = UUID.randomUUID().toString();
        String body = "{\"subjectId\":\"refused-1\",\"type\":\"ERASURE\",\"services\":[\"nobody\"]}";

        for (int time = 0; time < 2; time++) {
            Answer refused = http.post(REQUESTS, body, "Idempotency-Key", key);

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("code")).isEqualTo("UNKNOWN_SERVICE");
            assertThat(refused.text("field")).isEqualTo("services");
            assertThat(http.get(REQUESTS + "/" + refused.text("requestId")).text("status"))
                    .isEqualTo("REJECTED");
        }
    }

    @Test
    void shouldReadAnIdThatWasHandedOutAsPendingAndAnyOtherAsUnknown() {
        Keys keys = Keys.load(config.deployment().keysetFile(), false);
        UUID minted = keys.mintRequestId(System.currentTimeMillis(), 1, 7);
        UUID old = keys.mintRequestId(0, 1, 7);

        Answer pending = http.get(REQUESTS + "/" + minted);
        assertThat(pending.status()).isEqualTo(200);
        assertThat(pending.text("status")).isEqualTo("PENDING");
        assertThat(http.post(REQUESTS + "/" + minted + "/cancel", "{\"reason\":\"why not\"}")
                        .text("code"))
                .isEqualTo("NOT_DECIDED");
        for (UUID unknown : List.of(old, UUID.randomUUID())) {
            Answer answer = http.get(REQUESTS + "/" + unknown);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text("code")).isEqualTo("UNKNOWN_REQUEST");
        }
    }

    @Test
    void shouldFindRequestsThatCameOverKafka() {
        String id = UUID.randomUUID().toString();
        cluster.send(config.topics().commands(), "kafka-1", Deployments.erasure(id));

        Answer found = awaitFound(REQUESTS + "/" + id);

        assertThat(found.text("requestId")).isEqualTo(id);
        assertThat(http.get(REQUESTS + "/" + id.toUpperCase(Locale.ROOT)).status())
                .isEqualTo(200);
    }

    @Test
    void shouldSayWhatIsAllowedWhenItIsTooLateToCancel() {
        Answer accepted = erase("late-1", "silent");

        Answer refused = http.post(accepted.text("statusUrl") + "/cancel", "{\"reason\":\"changed my mind\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("HARD_DELETE_STARTED");
        assertThat(refused.text("requestId")).isEqualTo(accepted.text("requestId"));
        assertThat(refused.body().path("allowed").toString()).isEqualTo("[\"extend\",\"waive\"]");
        Answer extended = http.post(accepted.text("statusUrl") + "/extend", "{\"reason\":\"complex\"}");
        assertThat(extended.status()).isEqualTo(202);
        assertThat(extended.text("statusUrl")).isEqualTo(accepted.text("statusUrl"));
        Answer waived =
                http.post(accepted.text("statusUrl") + "/waive", "{\"service\":\"silent\",\"reason\":\"it is gone\"}");
        assertThat(waived.text("status")).isEqualTo("COMPLETED");
        assertThat(http.get(accepted.text("statusUrl")).text("outcome")).isEqualTo("COMPLETED_WITH_EXEMPTIONS");
        assertThat(http.post(accepted.text("statusUrl") + "/retry", null).text("code"))
                .isEqualTo("REQUEST_CLOSED");
    }

    @Test
    void shouldPlaceAndReleaseHolds() {
        String holds = "/api/v1/subjects/held%2F1/holds/";
        erase("held/1", "silent");

        Answer placed = http.put(holds + "case-7", "{\"reason\":\"court\"}");
        Answer again = http.put(holds + "case-7", "{\"reason\":\"court\"}");
        Answer other = http.put(holds + "case-7", "{\"reason\":\"another court\"}");

        assertThat(placed.status()).isEqualTo(202);
        assertThat(placed.body().toString()).isEqualTo("{\"holdId\":\"case-7\",\"alreadyDispatched\":[\"silent\"]}");
        assertThat(again.body()).isEqualTo(placed.body());
        assertThat(other.text("code")).isEqualTo("HOLD_ID_REUSED");
        assertThat(http.get("/api/v1/subjects/held%2F1/requests")
                        .body()
                        .at("/items/0/holds/0/holdId")
                        .asText())
                .isEqualTo("case-7");
        assertThat(http.delete(holds + "case-7").status()).isEqualTo(202);
        assertThat(http.delete(holds + "case-7").text("code")).isEqualTo("UNKNOWN_HOLD");
    }

    @Test
    void shouldListTheRequestsOfAllPartitionsInPages() {
        Set<String> asked = new HashSet<>();
        for (int i = 0; i < 9; i++) {
            asked.add(erase("listed-" + i, "silent").text("requestId"));
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page = http.get(REQUESTS + "?service=silent&phase=HARD_DELETING&limit=4" + cursor);
            assertThat(page.body().path("items").size()).isLessThanOrEqualTo(4);
            assertThat(page.body().has("unreadPartitions")).isFalse();
            seen.addAll(page.body().path("items").findValuesAsText("requestId"));
            cursor = page.text("nextCursor") == null ? null : "&cursor=" + page.text("nextCursor");
        }

        assertThat(seen).containsAll(asked).doesNotHaveDuplicates();
    }

    @Test
    void shouldAnswerALongPollWhenTheDocumentChanges() {
        Answer accepted = erase("poll-1", "silent");
        Answer now = http.get(accepted.text("statusUrl"));
        CompletableFuture<Answer> waived = CompletableFuture.supplyAsync(() ->
                http.post(accepted.text("statusUrl") + "/waive", "{\"service\":\"silent\",\"reason\":\"it is gone\"}"));

        Answer changed = http.get(accepted.text("statusUrl") + "?wait=30s", "If-None-Match", now.header("ETag"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("status")).isEqualTo("COMPLETED");
        // The change can be seen before it is committed, and the waiver is answered after that.
        assertThat(waived.join().status()).isEqualTo(202);
    }

    private static Answer erase(String subject, String service) {
        return http.post(
                REQUESTS,
                "{\"subjectId\":\"%s\",\"type\":\"ERASURE\",\"gracePeriod\":\"PT0S\",\"services\":[\"%s\"]}"
                        .formatted(subject, service));
    }

    private static Answer awaitEnd(String statusUrl) {
        for (int i = 0; i < 30; i++) {
            Answer answer = http.get(statusUrl + "?wait=5s");
            if (answer.text("outcome") != null) {
                return answer;
            }
        }
        throw new AssertionError("the request does not end");
    }

    private static Answer awaitFound(String path) {
        return Awaitility.await().until(() -> http.get(path), answer -> answer.status() == 200);
    }
}
