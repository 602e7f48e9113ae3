package io.lethe.cli.command;

import static io.lethe.cli.command.Ran.lethe;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorCommandsTest {
    private static final String ANSWER =
            "{\"requestId\":\"r-1\",\"status\":\"IN_PROGRESS\",\"statusUrl\":\"http://x/r-1\"}";

    private FakeLethe server;

    @BeforeEach
    void setUp() throws IOException {
        server = new FakeLethe();
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    /** A command, the call that it leads to, and what it says. */
    private record Case(List<String> arguments, String asked, String said) {
        @Override
        public String toString() {
            return String.join(" ", arguments);
        }
    }

    private static Stream<Case> actions() {
        return Stream.of(
                new Case(
                        List.of("cancel", "r-1", "--reason", "changed my mind"),
                        "POST /api/v1/requests/r-1/cancel {\"reason\":\"changed my mind\"}",
                        "The request is cancelled; status IN_PROGRESS\n"),
                new Case(
                        List.of("reject", "r-1", "--reason", "not the subject"),
                        "POST /api/v1/requests/r-1/reject {\"reason\":\"not the subject\"}",
                        "The request is rejected; status IN_PROGRESS\n"),
                new Case(
                        List.of("extend", "r-1", "--reason", "complex"),
                        "POST /api/v1/requests/r-1/extend {\"reason\":\"complex\"}",
                        "The deadline is extended; status IN_PROGRESS\n"),
                new Case(
                        List.of("approve", "r-1"),
                        "POST /api/v1/requests/r-1/approve {}",
                        "The request is approved; status IN_PROGRESS\n"),
                new Case(
                        List.of("approve", "r-1", "--reason", "checked"),
                        "POST /api/v1/requests/r-1/approve {\"reason\":\"checked\"}",
                        "The request is approved; status IN_PROGRESS\n"),
                new Case(
                        List.of("waive", "r-1", "crm", "--reason", "it is gone"),
                        "POST /api/v1/requests/r-1/waive {\"reason\":\"it is gone\",\"service\":\"crm\"}",
                        "The request goes on without crm; status IN_PROGRESS\n"),
                new Case(
                        List.of("retry", "r-1"),
                        "POST /api/v1/requests/r-1/retry {}",
                        "Failed services are asked again; status IN_PROGRESS\n"),
                new Case(
                        List.of("retry", "r-1", "--service", "crm", "--service", "orders"),
                        "POST /api/v1/requests/r-1/retry {\"services\":[\"crm\",\"orders\"]}",
                        "Failed services are asked again; status IN_PROGRESS\n"),
                new Case(
                        List.of("expire", "r-1"),
                        "POST /api/v1/requests/r-1/expire {}",
                        "The export's file is given up; status IN_PROGRESS\n"));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void shouldDoWhatWasAskedAndSayWhereTheRequestStands(Case example) {
        server.answering(202, ANSWER).answering(202, ANSWER);

        assertThat(run(example.arguments())).isEqualTo(new Ran(0, example.said(), ""));
        assertThat(run(example.arguments(), "-o", "json")).isEqualTo(new Ran(0, ANSWER + "\n", ""));
        assertThat(server.asked()).containsExactly(example.asked(), example.asked());
    }

    @ParameterizedTest
    @MethodSource("actions")
    void shouldExplainWhyItIsNotAllowed(Case example) {
        server.answering(
                404,
                "{\"code\":\"UNKNOWN_REQUEST\",\"detail\":\"no subject has a request with this id\",\"allowed\":[]}");

        assertThat(run(example.arguments()))
                .isEqualTo(
                        new Ran(1, "", "lethe: UNKNOWN_REQUEST (HTTP 404): no subject has a request with this id\n"));
    }

    @Test
    void shouldPlaceAHoldAndSayWhatItComesTooLateFor() {
        server.answering(202, "{\"holdId\":\"case-17\",\"alreadyDispatched\":[]}")
                .answering(202, "{\"holdId\":\"case-17\",\"alreadyDispatched\":[\"crm\",\"orders\"]}");
        var hold = List.of("hold", "customer/1", "case-17", "--reason", "litigation");

        assertThat(run(hold)).isEqualTo(new Ran(0, "Hold case-17 stands\n", ""));
        assertThat(run(hold, "--service", "crm", "--until", "2027-01-31T00:00:00Z")
                        .out())
                .isEqualTo("Hold case-17 stands; too late for what was already sent to crm, orders\n");
        assertThat(server.asked())
                .containsExactly(
                        "PUT /api/v1/subjects/customer%2F1/holds/case-17 {\"reason\":\"litigation\"}",
                        "PUT /api/v1/subjects/customer%2F1/holds/case-17 {\"reason\":\"litigation\","
                                + "\"services\":[\"crm\"],\"until\":\"2027-01-31T00:00:00Z\"}");
    }

    @Test
    void shouldReleaseAHold() {
        server.answering(202, "{\"holdId\":\"case-17\",\"alreadyDispatched\":[]}")
                .answering(404, "{\"code\":\"UNKNOWN_HOLD\",\"detail\":\"no such hold\"}");

        assertThat(run(List.of("release", "c", "case-17"))).isEqualTo(new Ran(0, "Hold case-17 is released\n", ""));
        assertThat(run(List.of("release", "c", "case-18")))
                .isEqualTo(new Ran(1, "", "lethe: UNKNOWN_HOLD (HTTP 404): no such hold\n"));
        assertThat(server.asked().get(0)).isEqualTo("DELETE /api/v1/subjects/c/holds/case-17");
    }

    @Test
    void shouldAskForAReasonWhereTheLawDoes() {
        for (var command : List.of("cancel", "reject", "extend")) {
            assertMistake("Missing required option: '--reason=TEXT'", command, "r-1");
        }
        assertMistake("Missing required option: '--reason=TEXT'", "waive", "r-1", "crm");
        assertMistake("Missing required option: '--reason=TEXT'", "hold", "c", "case-17");
        assertMistake("Missing required parameter: 'SERVICE'", "waive", "r-1", "--reason", "x");
        assertMistake("Missing required parameter: 'HOLD_ID'", "release", "c");
    }

    private static void assertMistake(String message, String... arguments) {
        var ran = lethe(arguments);
        assertThat(ran.exitCode()).as(message).isEqualTo(2);
        assertThat(ran.err()).startsWith("lethe: " + message);
    }

    private Ran run(List<String> arguments, String... more) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        all.addAll(List.of("--url", server.url()));
        return lethe(all.toArray(String[]::new));
    }
}
