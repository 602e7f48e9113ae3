package io.lethe.http;

import static io.lethe.http.HttpFixture.REQUESTS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import io.lethe.schemas.Action;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers get wrong: each is refused with the field named, and nothing of it is decided. */
class BadBodiesTest {
    private static final String ID = "7b1c2f0e-93b1-4c55-8a7b-0d9f2c1e5a34";
    private static final String HOLD = "/api/v1/subjects/customer-1/holds/case-7";

    @TempDir
    private static Path directory;

    private static HttpFixture lethe;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bad(String method, String path, byte[] body, String type, int status, String code, String field) {
        static Bad post(String body, String field) {
            return of("POST", REQUESTS, body, field);
        }

        static Bad of(String method, String path, String body, String field) {
            return new Bad(method, path, bytes(body, UTF_8), "application/json", 400, "INVALID_FIELD", field);
        }

        Bad in(Charset charset, String text) {
            return new Bad(method, path, bytes(text, charset), type, status, code, field);
        }

        Bad refused(int otherStatus, String otherCode) {
            return new Bad(method, path, body, type, otherStatus, otherCode, field);
        }

        Bad as(String otherType) {
            return new Bad(method, path, body, otherType, status, code, field);
        }

        private static byte[] bytes(String body, Charset charset) {
            return body == null ? null : body.getBytes(charset);
        }

        @Override
        public String toString() {
            String text = body == null ? "nothing" : new String(body, UTF_8);
            String some = text.length() > 80 ? text.substring(0, 80) + "…" : text;
            return method + " " + path.substring(0, Math.min(60, path.length())) + " " + some.replace('\0', '0');
        }
    }

    @BeforeAll
    static void start() throws IOException {
        lethe = new HttpFixture(directory, Policy.defaults()).service("orders", Action.HARD_DELETE, Action.EXPORT);
    }

    @AfterAll
    static void stop() {
        lethe.close();
    }

    static Stream<Bad> noJson() {
        return Stream.of(
                Bad.post("{", "body"),
                Bad.post("{\"subjectId\":\"a\",\"type\":\"ERASURE\"} {}", "body"),
                Bad.post("{'subjectId':'a'}", "body"),
                Bad.post("[]", "body"),
                Bad.post("null", "body"),
                Bad.post("\"text\"", "body"),
                Bad.post("", "subjectId"),
                Bad.post("[".repeat(30_000), "body"),
                Bad.post("{\"a\":".repeat(5_000), "body"),
                Bad.post("{\"identities\":" + "[".repeat(100) + "]".repeat(100) + "}", "identities[0]"),
                Bad.post("", "body").in(ISO_8859_1, "{\"subjectId\":\"M\u00fcller\",\"type\":\"ERASURE\"}"),
                Bad.post("", "body").in(UTF_16LE, "{\"subjectId\":\"a\",\"type\":\"ERASURE\"}"),
                Bad.post("\0\0\0{", "body"),
                Bad.post("{\"subjectId\":\"a\0b\",\"type\":\"ERASURE\"}", "subjectId"));
    }

    static Stream<Bad> newRequests() {
        return Stream.of(
                Bad.post("{}", "subjectId"),
                Bad.post("{\"subjectId\":\"\",\"type\":\"ERASURE\"}", "subjectId"),
                Bad.post("{\"subjectId\":null,\"type\":\"ERASURE\"}", "subjectId"),
                Bad.post("{\"subjectId\":\"" + "x".repeat(10_240) + "\",\"type\":\"ERASURE\"}", "subjectId"),
                Bad.post("{\"subjectId\":\"" + "\u00e9".repeat(257) + "\",\"type\":\"ERASURE\"}", "subjectId"),
                Bad.post("{\"subjectId\":\"a\\u0000b\",\"type\":\"ERASURE\"}", "subjectId"),
                Bad.post("{\"subjectId\":\"\\ud800\",\"type\":\"ERASURE\"}", "subjectId"),
                Bad.post("{\"subjectId\":7,\"type\":\"ERASURE\"}", "subjectId"),
                Bad.post("{\"subjectId\":[\"a\"],\"type\":\"ERASURE\"}", "subjectId"),
                Bad.post("{\"subjectId\":\"a\",\"subjectId\":\"b\",\"type\":\"ERASURE\"}", "subjectId"),
                Bad.post("{\"subjectId\":\"a\"}", "type"),
                Bad.post("{\"subjectId\":\"a\",\"type\":\"FORGET\"}", "type"),
                Bad.post("{\"subjectId\":\"a\",\"type\":\"erasure\"}", "type"),
                Bad.post("{\"subjectId\":\"a\",\"type\":0}", "type"),
                Bad.post(erasure("\"regulation\":\"LGPD\""), "regulation"),
                Bad.post(erasure("\"format\":\"JSON\""), "format"),
                Bad.post(export("\"format\":\"PDF\""), "format"),
                Bad.post(export("\"gracePeriod\":\"P1D\""), "gracePeriod"),
                Bad.post(erasure("\"requestId\":\"" + ID + "\""), "requestId"),
                Bad.post(erasure("\"nonsense\":1"), "nonsense"),
                Bad.post(erasure("\"reason\":\"" + "x".repeat(1_001) + "\""), "reason"),
                Bad.post(erasure("\"reason\":true"), "reason"),
                Bad.post(erasure("\"receivedAt\":\"yesterday\""), "receivedAt"),
                Bad.post(erasure("\"receivedAt\":\"2026-03-01T10:02:00Z\""), "receivedAt"),
                Bad.post(erasure("\"receivedAt\":\"2026-02-30T10:00:00Z\""), "receivedAt"),
                Bad.post(erasure("\"receivedAt\":\"-9999-01-01T10:00:00Z\""), "receivedAt"),
                Bad.post(erasure("\"receivedAt\":1772359200"), "receivedAt"));
    }

    static Stream<Bad> parts() {
        String identity = "{\"type\":\"email\",\"value\":\"a@example.org\"}";
        return Stream.of(
                Bad.post(erasure("\"identities\":{}"), "identities"),
                Bad.post(erasure("\"identities\":[" + (identity + ",").repeat(20) + identity + "]"), "identities"),
                Bad.post(
                        erasure("\"identities\":[" + identity + ",{\"type\":\"\",\"value\":\"x\"}]"),
                        "identities[1].type"),
                Bad.post(erasure("\"identities\":[{\"type\":\"email\"}]"), "identities[0].value"),
                Bad.post(erasure("\"identities\":[null]"), "identities[0]"),
                Bad.post(
                        erasure("\"identities\":[{\"type\":\"" + "t".repeat(65) + "\",\"value\":\"x\"}]"),
                        "identities[0].type"),
                Bad.post(
                        erasure("\"identities\":[{\"type\":\"t\",\"value\":\"" + "x".repeat(513) + "\"}]"),
                        "identities[0].value"),
                Bad.post(erasure("\"identities\":[{\"type\":\"t\",\"value\":\"x\",\"more\":1}]"), "identities[0].more"),
                Bad.post(erasure("\"services\":\"orders\""), "services"),
                Bad.post(erasure("\"services\":[null]"), "services[0]"),
                Bad.post(erasure("\"services\":[\"\"]"), "services[0]"),
                Bad.post(erasure("\"services\":[" + "\"s\",".repeat(200) + "\"s\"]"), "services"),
                duration("\"P1M\""),
                duration("\"30 days\""),
                duration("\"-P1D\""),
                duration("\"P9999999999999D\""),
                duration("\"P91D\""),
                duration("\"\""),
                Bad.post(erasure("\"gracePeriod\":30"), "gracePeriod"),
                Bad.post(erasure("\"services\":[]"), "services").refused(422, "NO_SERVICES"),
                Bad.post(erasure("\"services\":[\"nobody\"]"), "services").refused(422, "UNKNOWN_SERVICE"));
    }

    static Stream<Bad> otherCalls() {
        return Stream.of(
                Bad.of("POST", REQUESTS + "/" + ID + "/cancel", "{}", "reason"),
                Bad.of("POST", REQUESTS + "/" + ID + "/cancel", "{\"reason\":\"  \"}", "reason"),
                Bad.of("POST", REQUESTS + "/" + ID + "/cancel", "{\"reason\":\"a\",\"why\":\"b\"}", "why"),
                Bad.of("POST", REQUESTS + "/" + ID + "/reject", "{\"reason\":\"" + "x".repeat(1_001) + "\"}", "reason"),
                Bad.of("POST", REQUESTS + "/" + ID + "/extend", "{\"reason\":7}", "reason"),
                Bad.of("POST", REQUESTS + "/" + ID + "/approve", "{\"reason\":{}}", "reason"),
                Bad.of("POST", REQUESTS + "/" + ID + "/waive", "{\"reason\":\"a\"}", "service"),
                Bad.of("POST", REQUESTS + "/" + ID + "/waive", "{\"service\":\"orders\"}", "reason"),
                Bad.of("POST", REQUESTS + "/" + ID + "/retry", "{\"services\":\"orders\"}", "services"),
                Bad.of("POST", REQUESTS + "/" + ID + "/expire", "{\"reason\":\"a\"}", "reason"),
                Bad.of("POST", REQUESTS + "/12345/cancel", "{\"reason\":\"a\"}", "requestId"),
                Bad.of("POST", REQUESTS + "/1-2-3-4-5/retry", "{}", "requestId"),
                Bad.of("GET", REQUESTS + "/no-uuid", null, "requestId"),
                Bad.of("GET", REQUESTS + "/" + ID + "0", null, "requestId"),
                Bad.of("GET", REQUESTS + "/" + ID + "?wait=soon", null, "wait"),
                Bad.of("GET", REQUESTS + "/" + ID + "?wait=-1s", null, "wait"),
                Bad.of("GET", REQUESTS + "/" + ID + "?wait=1234567s", null, "wait"),
                Bad.of("GET", REQUESTS + "/" + ID + "?wait=1s&wait=2s", null, "wait"),
                Bad.of("GET", REQUESTS + "/" + ID + "?wiat=1s", null, "wiat"),
                Bad.of("GET", "/api/v1/subjects/" + "x".repeat(513) + "/requests", null, "subjectId"),
                Bad.of("GET", "/api/v1/subjects/a/requests?limit=none", null, "limit"),
                Bad.of("GET", "/api/v1/subjects/a/requests?cursor=!", null, "cursor"),
                Bad.of("PUT", HOLD, "{}", "reason"),
                Bad.of("PUT", HOLD, "{\"reason\":\"court\",\"until\":\"tomorrow\"}", "until"),
                Bad.of("PUT", HOLD, "{\"reason\":\"court\",\"until\":\"2020-01-01T00:00:00Z\"}", "until"),
                Bad.of("PUT", HOLD, "{\"reason\":\"court\",\"services\":[]}", "services"),
                Bad.of("PUT", HOLD, "{\"reason\":\"court\",\"services\":[\"nobody\"]}", "services")
                        .refused(422, "UNKNOWN_SERVICE"),
                Bad.of("PUT", HOLD + "%20x", "{\"reason\":\"court\"}", "holdId"),
                Bad.of("PUT", "/api/v1/subjects/a/holds/" + "h".repeat(65), "{\"reason\":\"court\"}", "holdId"));
    }

    static Stream<Bad> sizesAndTypes() {
        String large = erasure("\"reason\":\"" + "x".repeat(64 * 1024) + "\"");
        return Stream.of(
                Bad.post(large, "body").refused(413, "TOO_LARGE"),
                Bad.post(erasure("\"reason\":\"x\""), "Content-Type")
                        .as("text/plain")
                        .refused(415, "UNSUPPORTED_MEDIA_TYPE"),
                Bad.post(erasure("\"reason\":\"x\""), "Content-Type")
                        .as("application/jsonx")
                        .refused(415, "UNSUPPORTED_MEDIA_TYPE"));
    }

    @ParameterizedTest
    @MethodSource({"noJson", "newRequests", "parts", "otherCalls", "sizesAndTypes"})
    void shouldRefuseAndNameTheField(Bad bad) {
        lethe.lethe.audit();

        Answer refused = lethe.http.send(bad.method, bad.path, bad.body, "Content-Type", bad.type);

        assertThat(refused.body().toString()).contains("\"code\":\"" + bad.code + "\"");
        assertThat(refused.status()).isEqualTo(bad.status);
        assertThat(refused.text("field")).isEqualTo(bad.field);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.response().body()).doesNotContain("Exception", "example.org", "yesterday", "30 days");
        assertThat(lethe.lethe.audit())
                .allSatisfy(entry ->
                        assertThat(entry.getEvent()).isIn("CommandRefused", "RequestRejected", "RequestCompleted"));
        assertThat(lethe.lethe.deadLetters()).isEmpty();
    }

    @Test
    void shouldTakeWhatJustFits() {
        String identity = "{\"type\":\"" + "t".repeat(64) + "\",\"value\":\"" + "x".repeat(512) + "\"},";
        String identities = identity.repeat(20).replaceFirst(",$", "");

        Answer taken = lethe.http.post(
                REQUESTS,
                "{\"subjectId\":\"%s\",\"type\":\"ERASURE\",\"reason\":\"%s\",\"identities\":[%s],\"gracePeriod\":\"P90D\",\"receivedAt\":\"%s\"}"
                        .formatted("é".repeat(256), "r".repeat(1_000), identities, "2026-03-01T11:00:30+01:00"),
                "Idempotency-Key",
                "k".repeat(255));

        assertThat(taken.response().body()).startsWith("{\"requestId\"");
        assertThat(taken.status()).isEqualTo(202);
    }

    @Test
    void shouldNameHeadersToo() {
        String body = erasure("\"services\":[\"orders\"]");

        assertThat(lethe.http
                        .post(REQUESTS, body, "Idempotency-Key", "two words")
                        .text("field"))
                .isEqualTo("Idempotency-Key");
        assertThat(lethe.http
                        .post(REQUESTS, body, "Idempotency-Key", "k".repeat(256))
                        .text("field"))
                .isEqualTo("Idempotency-Key");
    }

    private static Bad duration(String value) {
        return Bad.post(erasure("\"gracePeriod\":" + value), "gracePeriod").refused(422, "BAD_DURATION");
    }

    private static String erasure(String more) {
        return "{\"subjectId\":\"customer-1\",\"type\":\"ERASURE\"," + more + "}";
    }

    private static String export(String more) {
        return erasure(more).replace("ERASURE", "EXPORT");
    }
}
