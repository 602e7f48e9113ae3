package io.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.command.LetheCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {
    @TempDir
    private Path directory;

    @Test
    void shouldServeAndKeepItsDataAndLeaveNothingBehind() throws Exception {
        JsonNode first;
        String request;
        try (var up = up()) {
            first = new ObjectMapper().readTree(up.line());
            assertThat(first.properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactly("http", "bootstrapServers", "schemaRegistry", "tokens");
            assertThat(first.path("http").asText()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(first.path("bootstrapServers").asText()).matches("127\\.0\\.0\\.1:\\d+");

            assertThat(lethe("services", "put", "crm", "--action", "HARD_DELETE"))
                    .contains("Service crm is active");
            assertThat(lethe("up", "--no-samples")).contains("Another stack runs in " + directory);
            request = new ObjectMapper()
                    .readTree(lethe("submit", "customer-00001", "--grace", "P1D", "-o", "json"))
                    .path("requestId")
                    .asText();
            assertThat(lethe("hold", "customer-00001", "case-1", "--reason", "litigation"))
                    .isEqualTo("Hold case-1 stands\n");

            assertThat(up.stop("TERM")).isEqualTo(143);
            up.awaitNothingLeft();
            assertThat(up.childrenSeen()).isPositive();
        }
        assertThat(lethe("services", "list")).contains("No stack runs in");

        try (var up = up()) {
            assertThat(new ObjectMapper().readTree(up.line())).isEqualTo(first);
            assertThat(lethe("services", "list")).contains("crm");
            assertThat(lethe("status", request)).contains("IN_PROGRESS (GRACE)");
            assertThat(lethe("release", "customer-00001", "case-1")).isEqualTo("Hold case-1 is released\n");
            assertThat(lethe("cancel", request, "--reason", "changed my mind"))
                    .isEqualTo("The request is cancelled; status CANCELLED\n");

            up.kill();
            up.awaitNothingLeft();
        }
    }

    private LetheProcess up() throws Exception {
        return LetheProcess.start(directory, "up", "-o", "json", "--no-samples", "--data-dir", directory.toString());
    }

    /** Everything that a command on this data directory prints. */
    private String lethe(String... arguments) {
        var printed = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", directory.toString()));
        LetheCommand.commandLine()
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(printed))
                .execute(all.toArray(String[]::new));
        return printed.toString();
    }
}
