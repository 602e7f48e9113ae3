package io.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.command.LetheCommand;
import io.lethe.testing.TestCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lethe on brokers and a registry that somebody else runs. */
class ExistingClusterIT {
    @TempDir
    private Path directory;

    @Test
    void shouldRunOnAnExistingClusterAndGoOnAfterARestart() throws Exception {
        try (var cluster = TestCluster.start()) {
            String request;
            try (var lethe = up(cluster)) {
                var ready = new ObjectMapper().readTree(lethe.line());
                assertThat(ready.path("bootstrapServers").asText()).isEqualTo(cluster.bootstrapServers());
                assertThat(ready.path("schemaRegistry").asText())
                        .isEqualTo(cluster.registryUrl().toString());
                assertThat(lethe("services", "put", "crm", "--action", "HARD_DELETE"))
                        .contains("Service crm is active");
                request = new ObjectMapper()
                        .readTree(lethe("submit", "customer-1", "--grace", "P1D", "-o", "json"))
                        .path("requestId")
                        .asText();

                assertThat(lethe.stop("TERM")).isEqualTo(143);
                assertThat(lethe.childrenSeen()).isZero();
            }
            try (var lethe = up(cluster)) {
                assertThat(lethe.line()).isNotNull();
                assertThat(lethe("status", request)).contains("IN_PROGRESS (GRACE)");
                assertThat(lethe("audit", "replay")).contains("fold to what Lethe says of all 1 requests");
                assertThat(lethe.stop("TERM")).isEqualTo(143);
            }
        }
    }

    @Test
    void shouldSayWhatIsWrongWithTheClusterOrTheSettings() {
        assertThat(lethe("up", "--bootstrap-servers", "127.0.0.1:1", "--schema-registry", "http://127.0.0.1:1"))
                .startsWith("lethe: ")
                .contains("http://127.0.0.1:1");
        assertThat(lethe("up", "--no-samples", "-D", "lethe.erasure.grace-perod=P1D"))
                .contains("lethe.erasure.grace-perod (command line): unknown key; did you mean"
                        + " lethe.erasure.grace-period?");
        assertThat(lethe("up", "--no-samples", "-D", "lethe.http.port=80")).contains("use --port instead");
    }

    private LetheProcess up(TestCluster cluster) throws Exception {
        return LetheProcess.start(
                directory,
                "up",
                "-o",
                "json",
                "--data-dir",
                directory.toString(),
                "--bootstrap-servers",
                cluster.bootstrapServers(),
                "--schema-registry",
                cluster.registryUrl().toString(),
                "-D",
                "lethe.replication.factor=1",
                "-D",
                "lethe.topic.prefix=gdpr.",
                "-D",
                "lethe.partitions=3");
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
