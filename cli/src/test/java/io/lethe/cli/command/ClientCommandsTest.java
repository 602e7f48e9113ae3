package io.lethe.cli.command;

import static io.lethe.cli.command.Ran.lethe;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCommandsTest {
    private static final String ACCEPTED =
            "{\"requestId\":\"r-1\",\"status\":\"PENDING\",\"statusUrl\":\"http://x/r-1\",\"dueAt\":\"2026-12-21T10:00:00Z\"}";

    private FakeLethe server;

    @TempDir
    private Path directory;

    @BeforeEach
    void setUp() throws IOException {
        server = new FakeLethe();
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void shouldSubmitAllThatWasSaidAndNothingElse() {
        server.answering(202, ACCEPTED);

        var ran = lethe(
                "submit",
                "customer/1 ü",
                "--grace",
                "PT0S",
                "--service",
                "crm",
                "--identity",
                "email=a=b@x",
                "--idempotency-key",
                "k-1",
                "--url",
                server.url(),
                "-o",
                "json");

        assertThat(ran).isEqualTo(new Ran(0, ACCEPTED + "\n", ""));
        assertThat(server.asked())
                .containsExactly(
                        "POST /api/v1/requests {\"subjectId\":\"customer/1 ü\",\"type\":\"ERASURE\",\"regulation\":\"GDPR\","
                                + "\"gracePeriod\":\"PT0S\",\"services\":[\"crm\"],"
                                + "\"identities\":[{\"type\":\"email\",\"value\":\"a=b@x\"}]} key=k-1");
    }

    @Test
    void shouldSayHowToFollowARequest() {
        server.answering(202, ACCEPTED);

        assertThat(lethe("submit", "c", "--url", server.url() + "/").out())
                .isEqualTo(
                        "Request r-1 accepted: PENDING\nDue 2026-12-21T10:00:00Z\nFollow it with: lethe watch r-1\n");
    }

    @Test
    void shouldExplainARefusalOnStderr() {
        server.answering(
                409,
                "{\"code\":\"REQUEST_CLOSED\",\"detail\":\"It ended\",\"field\":\"reason\",\"allowed\":[\"extend\",\"retry\"]}");

        assertThat(lethe("status", "r-1", "--url", server.url()))
                .isEqualTo(new Ran(
                        1,
                        "",
                        "lethe: REQUEST_CLOSED (HTTP 409): It ended; field reason; allowed now: extend, retry\n"));
    }

    @Test
    void shouldDoubtAServerThatIsNotLethe() {
        server.answering(404, "<html>");

        assertThat(lethe("services", "list", "--url", server.url()).err())
                .isEqualTo("lethe: HTTP 404 from a server that does not answer like Lethe: is the URL right?\n");
    }

    @Test
    void shouldWatchToTheEndAndPrintEachChangeOnce() {
        server.answering(200, "{\"status\":\"PENDING\"}")
                .answering(503, "{\"code\":\"NOT_READY\"}")
                .answering(200, "{\"status\":\"PENDING\"}")
                .answering(200, "{\"status\":\"COMPLETED\",\"outcome\":\"COMPLETED\"}");

        var ran = lethe("watch", "r-1", "--url", server.url());

        assertThat(ran).isEqualTo(new Ran(0, "PENDING\nCOMPLETED\n", ""));
        assertThat(server.asked()).hasSize(4).last().isEqualTo("GET /api/v1/requests/r-1?wait=20s");
    }

    @Test
    void shouldFailWhenTheWatchedRequestIsRejectedOrFailed() {
        server.answering(200, "{\"status\":\"REJECTED\"}").answering(200, "{\"status\":\"FAILED\"}");

        assertThat(lethe("watch", "r-1", "-o", "json", "--url", server.url()))
                .isEqualTo(new Ran(1, "{\"status\":\"REJECTED\"}\n", ""));
        assertThat(lethe("watch", "r-1", "--url", server.url()))
                .isEqualTo(new Ran(
                        1,
                        "FAILED\n",
                        "The request failed and waits for an operator: retry it, or waive what failed\n"));
    }

    @Test
    void shouldListTheRequestsOfASubject() {
        server.answering(
                200,
                "{\"items\":[{\"requestId\":\"r-1\",\"type\":\"ERASURE\",\"status\":\"PENDING\"}],\"nextCursor\":\"abc\"}");

        var ran = lethe("status", "--subject", "a b/c", "--url", server.url());

        assertThat(ran.out()).contains("r-1      ERASURE  PENDING").endsWith("More with --cursor abc\n");
        assertThat(server.asked()).containsExactly("GET /api/v1/subjects/a%20b%2Fc/requests");
    }

    @Test
    void shouldPutAServiceFromOptionsOrAFile() throws IOException {
        server.answering(200, "{}").answering(200, "{}").answering(204, "");
        var file = Files.writeString(directory.resolve("crm.json"), "{\"actions\": []}");

        var inline = lethe(
                "services",
                "put",
                "crm",
                "--action",
                "HARD_DELETE",
                "--after",
                "orders",
                "--tombstone-topic",
                "crm.v1:INT64",
                "--url",
                server.url());
        lethe("services", "put", "crm", "--file", file.toString(), "--url", server.url());
        lethe("services", "remove", "crm", "--url", server.url());

        assertThat(inline.out()).isEqualTo("Service crm is active: every request from now on includes it\n");
        assertThat(server.asked())
                .containsExactly(
                        "PUT /api/v1/services/crm {\"actions\":[\"HARD_DELETE\"],\"after\":[\"orders\"],"
                                + "\"tombstoneTopics\":[{\"topic\":\"crm.v1\",\"keyFormat\":\"INT64\"}]}",
                        "PUT /api/v1/services/crm {\"actions\":[]}",
                        "DELETE /api/v1/services/crm");
    }
}
