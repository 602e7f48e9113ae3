package io.lethe.cli.command;

import static io.lethe.cli.command.Ran.lethe;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldExplainMistakesOnStderrAndExitWithTwo() {
        assertMistake("Name a command");
        assertMistake("Unmatched argument at index 0: 'forget'", "forget");
        assertMistake("Missing required parameter: 'SUBJECT'", "submit");
        assertMistake("Invalid value for option '--output'", "status", "r", "-o", "yaml");
        assertMistake("Name either REQUEST_ID or --subject", "status");
        assertMistake("Name either REQUEST_ID or --subject", "status", "r", "--subject", "s");
        assertMistake("Name what to do: list, put or remove", "services");
        assertMistake("Missing required argument", "services", "put", "crm");
        assertMistake("Invalid value for option '--port'", "up", "--port", "http");
        assertMistake("Missing required argument(s): --schema-registry", "up", "--bootstrap-servers", "h:1");
        assertMistake(
                "--erase and --customers: expected 1 <= erase < customers", "demo", "--erase", "9", "--customers", "9");
    }

    @Test
    void shouldSayThatNoStackRuns() {
        var ran = lethe("watch", "r", "--data-dir", directory.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .contains("No stack runs in " + directory)
                .contains("lethe up")
                .contains("--url");
    }

    @Test
    void shouldRefuseAUrlThatIsNone() {
        assertThat(lethe("watch", "r", "--url", "localhost:8080").err()).contains("expected http://HOST:PORT");
    }

    @Test
    void shouldNameAFileThatIsNotJson() throws Exception {
        var file = Files.writeString(directory.resolve("bad.json"), "{actions");

        assertThat(lethe("services", "put", "crm", "--file", file.toString(), "--url", "http://127.0.0.1:1")
                        .err())
                .startsWith("lethe: " + file + " is not JSON");
    }

    @Test
    void shouldSayThatNothingAnswers() {
        assertThat(lethe("status", "r", "--url", "http://127.0.0.1:1").err())
                .isEqualTo("lethe: No answer from http://127.0.0.1:1/api/v1 (ConnectException): is it running?\n");
    }

    @Test
    void shouldPrintVersionHelpAndCompletion() {
        assertThat(lethe("--version").out()).startsWith("lethe ");
        assertThat(lethe("help", "submit").out()).contains("Usage: lethe submit");
        assertThat(lethe("completion").out()).contains("complete -F");
    }

    private static void assertMistake(String message, String... arguments) {
        var ran = lethe(arguments);
        assertThat(ran.exitCode()).as(message).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("lethe: " + message).contains("--help");
    }
}
