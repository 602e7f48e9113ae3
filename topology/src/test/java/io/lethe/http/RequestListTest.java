package io.lethe.http;

import static io.lethe.http.HttpFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestListTest {
    private static final String NOW = "\"gracePeriod\":\"PT0S\"";

    @TempDir
    private Path directory;

    private HttpFixture lethe;

    @BeforeEach
    void start() throws IOException {
        lethe = new HttpFixture(directory, Policy.defaults())
                .service("orders", Action.HARD_DELETE, Action.EXPORT)
                .service("crm", Action.HARD_DELETE);
    }

    @AfterEach
    void stop() {
        lethe.close();
    }

    @Test
    void shouldListNothingWhereThereIsNothing() {
        assertThat(lethe.http.get(REQUESTS).body()).hasToString("{\"items\":[],\"nextCursor\":null}");
    }

    @Test
    void shouldFilterByWhatTheDocumentsSay() {
        String done = lethe.erase("a", NOW, "\"services\":[\"crm\"]").text("requestId");
        lethe.answer("a", "crm", AckOutcome.DONE);
        String grace = lethe.erase("b").text("requestId");
        String export = lethe.export("c").text("requestId");
        String refused = lethe.erase("d", "\"services\":[\"nobody\"]").text("requestId");
        String failed = lethe.erase("e", NOW, "\"services\":[\"crm\"]").text("requestId");
        lethe.fail("e", "crm", "BROKEN");

        assertThat(ids("")).containsExactlyInAnyOrder(done, grace, export, refused, failed);
        assertThat(ids("?status=COMPLETED")).containsExactly(done);
        assertThat(ids("?status=FAILED")).containsExactly(failed);
        assertThat(ids("?status=REJECTED")).containsExactly(refused);
        assertThat(ids("?phase=GRACE")).containsExactly(grace);
        assertThat(ids("?type=EXPORT")).containsExactly(export);
        assertThat(ids("?service=crm")).containsExactlyInAnyOrder(done, grace, failed);
        assertThat(ids("?service=crm&status=IN_PROGRESS&type=ERASURE")).containsExactly(grace);
        assertThat(ids("?overdue=true")).isEmpty();
        lethe.pass(Duration.ofDays(32));
        assertThat(ids("?overdue=true")).containsExactlyInAnyOrder(export, failed, grace);
        assertThat(ids("?overdue=false")).containsExactlyInAnyOrder(done, refused);
    }

    @Test
    void shouldShowWhatTheStatusDocumentShows() {
        String id = lethe.erase("a").text("requestId");

        assertThat(lethe.http.get(REQUESTS).body().path("items").path(0))
                .isEqualTo(lethe.status(id).body());
    }

    @Test
    void shouldPageThroughEverythingOnce() {
        Set<String> asked = new LinkedHashSet<>();
        for (int i = 0; i < 57; i++) {
            asked.add(lethe.erase("subject-" + i).text("requestId"));
        }

        assertThat(lethe.http.get(REQUESTS).body().path("items")).hasSize(50);
        assertThat(lethe.http.get(REQUESTS + "?limit=500").body().path("items")).hasSize(57);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            Answer page = lethe.http.get(REQUESTS + "?limit=10" + cursor);
            page.body()
                    .path("items")
                    .forEach(item -> seen.add(item.path("requestId").asText()));
            cursor = page.text("nextCursor") == null ? null : "&cursor=" + page.text("nextCursor");
            pages++;
        } while (cursor != null);
        assertThat(pages).isEqualTo(6);
        assertThat(seen).hasSize(57).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void shouldTakeALimitThatIsTooHighForTheHighest() {
        for (int i = 0; i < 201; i++) {
            lethe.erase("subject-" + i, "\"services\":[\"crm\"]");
        }

        Answer page = lethe.http.get(REQUESTS + "?limit=100000");

        assertThat(page.body().path("items")).hasSize(200);
        assertThat(page.text("nextCursor")).isNotNull();
    }

    @Test
    void shouldPageThroughASubjectsRequestsLatestFirst() {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.add(0, lethe.export("a").text("requestId"));
            lethe.pass(Duration.ofSeconds(1));
        }
        String path = "/api/v1/subjects/a/requests?limit=2";

        Answer first = lethe.http.get(path);
        Answer last = lethe.http.get(path + "&cursor=" + first.text("nextCursor"));

        assertThat(first.body().findValuesAsText("requestId")).isEqualTo(asked.subList(0, 2));
        assertThat(last.body().findValuesAsText("requestId")).isEqualTo(asked.subList(2, 3));
        assertThat(last.body().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void shouldRefuseParametersThatItCannotTake() {
        Map<String, String> wrong = Map.of(
                "?status=DONE", "status",
                "?phase=NOWHERE", "phase",
                "?type=erasure", "type",
                "?overdue=yes", "overdue",
                "?limit=0", "limit",
                "?limit=99999999999", "limit",
                "?cursor=%21", "cursor",
                "?cursor=bm90IG91cnM", "cursor",
                "?overdu=true", "overdu",
                "?status=FAILED&status=COMPLETED", "status");

        wrong.forEach((query, field) -> {
            Answer refused = lethe.http.get(REQUESTS + query);
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.text("field")).as(query).isEqualTo(field);
        });
    }

    private List<String> ids(String query) {
        Answer answer = lethe.http.get(REQUESTS + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("items").findValuesAsText("requestId");
    }
}
