package io.lethe.http;

import static io.lethe.http.HttpFixture.REQUESTS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong, the answer is a problem, and shows nothing of the inside. */
class HttpErrorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static HttpFixture lethe;

    @BeforeAll
    static void start() throws IOException {
        lethe = new HttpFixture(directory, Policy.defaults());
    }

    @AfterAll
    static void stop() {
        lethe.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404, UNKNOWN_PATH",
        "GET, /api/v1/nothing, 404, UNKNOWN_PATH",
        "GET, /api/v2/requests, 404, UNKNOWN_PATH",
        "PATCH, /api/v1/requests, 405, METHOD_NOT_ALLOWED",
        "DELETE, /api/v1/requests, 405, METHOD_NOT_ALLOWED",
        "POST, /api/v1/services, 404, UNKNOWN_PATH",
        "POST, /health/live, 405, METHOD_NOT_ALLOWED"
    })
    void shouldAnswerWithAProblem(String method, String path, int status, String code) {
        Answer answer = lethe.http.call(method, path, null);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void shouldSayWhichMethodsThereAre() {
        Answer answer = lethe.http.call("PATCH", REQUESTS, null);

        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml, text/html;q=0.9", "application/json;q=0", "image/*"})
    void shouldRefuseToAnswerInAFormThatThereIsNot(String accept) {
        String body = "{\"subjectId\":\"406\",\"type\":\"ERASURE\"}";

        Answer answer = lethe.http.post(REQUESTS, body, "Accept", accept);

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.text("code")).isEqualTo("NOT_ACCEPTABLE");
        assertThat(answer.text("field")).isEqualTo("Accept");
        assertThat(lethe.lethe.audit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html, APPLICATION/JSON;q=0.1", "application/*"})
    void shouldAnswerInTheFormThatThereIs(String accept) {
        assertThat(lethe.http.get(REQUESTS, "Accept", accept).status()).isEqualTo(200);
    }

    @Test
    void shouldHaveMetricsAsPrometheusAsksForThem() {
        String accept = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.3";

        assertThat(lethe.http.get("/metrics", "Accept", accept).status()).isEqualTo(200);
        assertThat(lethe.http.get("/metrics", "Accept", "application/json").status())
                .isEqualTo(406);
    }

    /** What the server refuses before any route sees it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /api/v1/requests HTTP/9.9\r\n\r\n",
                "GET /api/v1/requests HTTP/1.1\r\n\r\n",
                "GET /api/v1/requests HTTP/1.1\r\nHost: a\r\nHo st: b\r\n\r\n",
                "GET /api/v1/requests/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/v1/subjects/a%00b/requests HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/v1/%2e%2e/health/live HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /api/v1/requests HTTP/1.1\r\nHost: a\r\nContent-Length: nine\r\n\r\n",
                "POST /api/v1/requests HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"
            })
    void shouldAnswerMalformedRequestsWithAProblem(String request) throws IOException {
        String[] answer = raw(request).split("\r\n\r\n", 2);

        assertThat(answer[0]).startsWith("HTTP/1.1 ").contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer[1]);
        assertThat(problem.path("status").asInt()).isBetween(400, 505);
        assertThat(answer[0]).startsWith("HTTP/1.1 " + problem.path("status").asInt());
        assertThat(problem.path("code").asText()).isNotEmpty();
        assertThat(String.join("", answer)).doesNotContain("<html", "Exception", "at org.", "Jetty", "Server:");
    }

    @Test
    void shouldRefuseAnEndlessAddressAndEndlessHeaders() throws IOException {
        String address = raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        String headers = raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");

        assertThat(address).startsWith("HTTP/1.1 414").contains("\"code\":\"TOO_LARGE\"", "\"status\":414");
        assertThat(headers).startsWith("HTTP/1.1 431").contains("\"code\":\"TOO_LARGE\"", "\"status\":431");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lethe.port)) {
            socket.setSoTimeout(10_000);
            String closing = request.replaceFirst("\r\nHost: a\r\n", "\r\nHost: a\r\nConnection: close\r\n");
            socket.getOutputStream().write(closing.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
