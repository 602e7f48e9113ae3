package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subject ids are the callers' and can hold anything: a path finds the one that a body named. */
class SubjectIdsTest {
    @TempDir
    private static Path directory;

    private static HttpFixture lethe;

    @BeforeAll
    static void start() throws IOException {
        lethe = Situation.company(new HttpFixture(directory, Policy.defaults()));
    }

    @AfterAll
    static void stop() {
        lethe.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth0|5f7c",
                "a/b",
                "a//b",
                "a b",
                "a+b",
                "a%b",
                "a%2Fb",
                "a;b=c",
                "a?b",
                "a#b",
                "a\\b",
                "ada@example.org",
                "Ωμέγα",
                "\uD83D\uDE00",
                "a..b",
                "a:b",
                "\"a\"",
                "<a>",
                "{a}",
                "a\tb",
                " a "
            })
    void shouldFindTheSubjectThatABodyNamed(String subjectId) {
        Answer accepted = lethe.http.post(
                HttpFixture.REQUESTS,
                "{\"subjectId\":%s,\"type\":\"ERASURE\"}".formatted(new String(Json.write(subjectId), UTF_8)));
        assertThat(accepted.status()).isEqualTo(202);

        Answer found = lethe.http.get(path(subjectId) + "/requests");
        Answer held = lethe.http.put(path(subjectId) + "/holds/case-7", "{\"reason\":\"court\"}");

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().at("/items/0/requestId").asText()).isEqualTo(accepted.text("requestId"));
        assertThat(held.status()).isEqualTo(202);
        assertThat(lethe.status(accepted.text("requestId"))
                        .body()
                        .at("/holds/0/holdId")
                        .asText())
                .isEqualTo("case-7");
    }

    @Test
    void shouldLeaveAPlusInAPathAlone() {
        String id = lethe.erase("c+d").text("requestId");

        assertThat(lethe.http
                        .get("/api/v1/subjects/c+d/requests")
                        .body()
                        .at("/items/0/requestId")
                        .asText())
                .isEqualTo(id);
    }

    private static String path(String subjectId) {
        return "/api/v1/subjects/" + URLEncoder.encode(subjectId, UTF_8).replace("+", "%20");
    }
}
