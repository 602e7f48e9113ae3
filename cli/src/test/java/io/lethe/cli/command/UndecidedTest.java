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

/** What commands do where Lethe does not say whether it did what was asked. */
class UndecidedTest {
    private static final String NOT_DECIDED = "{\"code\":\"NOT_DECIDED\",\"detail\":\"it may come still\"}";
    private static final String UNAVAILABLE = "{\"code\":\"UNAVAILABLE\",\"detail\":\"a partition moves\"}";
    private static final String DONE = "{\"requestId\":\"r-1\",\"status\":\"IN_PROGRESS\"}";
    private static final String UNKNOWN = "Whether that was done is not known: ";

    private FakeLethe server;

    @BeforeEach
    void setUp() throws IOException {
        server = new FakeLethe();
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    /** Commands that the server takes for new ones when they come again. */
    private static Stream<List<String>> actions() {
        return Stream.of(
                List.of("cancel", "r-1", "--reason", "x"),
                List.of("reject", "r-1", "--reason", "x"),
                List.of("extend", "r-1", "--reason", "x"),
                List.of("approve", "r-1"),
                List.of("waive", "r-1", "crm", "--reason", "x"),
                List.of("retry", "r-1"),
                List.of("expire", "r-1"));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void shouldNotRepeatWhatMayHaveBeenDone(List<String> action) {
        server.answering(503, NOT_DECIDED);

        assertThat(run(action))
                .isEqualTo(new Ran(
                        1,
                        "",
                        "lethe: NOT_DECIDED (HTTP 503): it may come still\n" + UNKNOWN + "see lethe status r-1\n"));
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void shouldRepeatWhatWasNotDone(List<String> action) {
        server.answering(503, UNAVAILABLE).answering(202, DONE);

        assertThat(run(action).exitCode()).isZero();
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void shouldNotRepeatWhatSomethingElseThanLetheRefused() {
        server.answering(503, "<html>");

        assertThat(run(List.of("retry", "r-1")).err())
                .isEqualTo("lethe: HTTP 503 from a server that does not answer like Lethe: is the URL right?\n"
                        + UNKNOWN + "see lethe status r-1\n");
    }

    @Test
    void shouldSayThatItIsNotKnownWhereNoAnswerCame() {
        server.hangingUp();

        assertThat(run(List.of("retry", "r-1")).err())
                .startsWith("lethe: No answer from " + server.url())
                .endsWith("\n" + UNKNOWN + "see lethe status r-1\n");
    }

    @Test
    void shouldKnowThatNothingWasDoneWhereNobodyTookTheCall() {
        server.close();

        assertThat(run(List.of("retry", "r-1")).err()).doesNotContain(UNKNOWN);
        assertThat(run(List.of("submit", "c")).err()).doesNotContain("--idempotency-key");
    }

    @Test
    void shouldNotReleaseAHoldTwice() {
        server.answering(503, UNAVAILABLE).answering(503, NOT_DECIDED);

        assertThat(run(List.of("release", "c", "case-17")).err())
                .isEqualTo("lethe: NOT_DECIDED (HTTP 503): it may come still\n" + UNKNOWN
                        + "the same command again says UNKNOWN_HOLD if it was\n");
    }

    @Test
    void shouldPlaceAHoldAgain() {
        server.answering(503, NOT_DECIDED).answering(202, "{\"holdId\":\"case-17\",\"alreadyDispatched\":[]}");

        assertThat(run(List.of("hold", "c", "case-17", "--reason", "x")).exitCode())
                .isZero();
    }

    /** The removal may stand on its topic though the brokers did not confirm it: then a repeat would say that there is no such service. */
    @Test
    void shouldNotRemoveAServiceTwice() {
        server.answering(503, UNAVAILABLE);

        assertThat(run(List.of("services", "remove", "crm")).err())
                .isEqualTo(
                        "lethe: UNAVAILABLE (HTTP 503): a partition moves\n" + UNKNOWN + "see lethe services list\n");
    }

    @Test
    void shouldSayHowToSubmitTheSameRequestAgain() {
        server.answering(503, NOT_DECIDED).hangingUp().answering(202, DONE);

        var err = run(List.of("submit", "c")).err();

        var key = server.keys().get(0);
        assertThat(key).hasSize(36);
        assertThat(err)
                .startsWith("lethe: No answer from " + server.url())
                .endsWith("\n" + UNKNOWN + "the same command with --idempotency-key " + key
                        + " makes no second request\n");
        assertThat(run(List.of("submit", "c", "--idempotency-key", key)).exitCode())
                .isZero();
        assertThat(server.keys()).containsExactly(key, key, key);
    }

    private Ran run(List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--url", server.url()));
        return lethe(all.toArray(String[]::new));
    }
}
