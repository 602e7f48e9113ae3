package io.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.audit.AuditLog;
import io.lethe.cli.command.LetheCommand;
import io.lethe.config.LetheConfig;
import io.lethe.schemas.AuditEntry;
import io.lethe.serde.SpecificAvroSerializer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and auditors do, on a stack that runs. */
class OperatorIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNKNOWN = "6b1f1f0e-1111-4222-8333-444455556666";

    @TempDir
    private Path directory;

    @Test
    void shouldOperateAndProveWhatWasDone() throws Exception {
        try (var up =
                LetheProcess.start(directory, "up", "-o", "json", "--no-samples", "--data-dir", directory.toString())) {
            var address = JSON.readTree(up.line());
            assertThat(lethe("services", "put", "crm", "--action", "HARD_DELETE"))
                    .startsWith("0 Service crm is active");

            var hidden = submit("customer-1", "--grace", "P1D");
            assertThat(lethe("extend", hidden, "--reason", "complex"))
                    .isEqualTo("0 The deadline is extended; status IN_PROGRESS\n");
            assertThat(lethe("extend", hidden, "--reason", "complex"))
                    .startsWith("1 lethe: ALREADY_EXTENDED (HTTP 409)");
            assertThat(lethe("approve", hidden)).startsWith("1 lethe: NOT_AWAITING_APPROVAL (HTTP 409)");
            assertThat(lethe("reject", hidden, "--reason", "a customer still"))
                    .isEqualTo("0 The request is rejected; status REJECTED\n");
            assertThat(lethe("watch", hidden)).startsWith("1 ").endsWith("REJECTED: a customer still\n");

            assertThat(lethe("hold", "customer-2", "case-1", "--reason", "litigation"))
                    .startsWith("0 Hold case-1 stands");
            var held = submit("customer-2", "--grace", "PT0S");
            assertThat(lethe("status", held)).contains("ON_HOLD", "Waits for   HOLD case-1");
            assertThat(lethe("release", "customer-2", "case-1")).startsWith("0 Hold case-1 is released");
            assertThat(lethe("cancel", held, "--reason", "too late"))
                    .startsWith("1 lethe: HARD_DELETE_STARTED (HTTP 409)");
            assertThat(lethe("waive", held, "crm", "--reason", "it is gone"))
                    .startsWith("0 The request goes on without crm; status COMPLETED");
            assertThat(lethe("retry", held)).startsWith("1 lethe: REQUEST_CLOSED (HTTP 409)");
            assertThat(lethe("cancel", UNKNOWN, "--reason", "x")).startsWith("1 lethe: UNKNOWN_REQUEST (HTTP 404)");
            assertThat(lethe("expire", "17")).startsWith("1 lethe: INVALID_FIELD (HTTP 400): requestId must be a UUID");

            assertThat(lethe("audit", "list", held).lines())
                    .anySatisfy(line -> assertThat(line).contains("HardDeleteStarted"))
                    .last()
                    .asString()
                    .contains("CommandRefused", "code=REQUEST_CLOSED");
            assertThat(lethe("audit", "list", UNKNOWN))
                    .isEqualTo("1 lethe: The audit log has no entry of request " + UNKNOWN + "\n");
            assertThat(lethe("audit", "tail", "--from-beginning", held))
                    .startsWith("0 ")
                    .contains("RequestCompleted");
            assertThat(lethe("audit", "replay")).startsWith("0 ").contains("fold to what Lethe says of all 2 requests");

            forge(address);
            var replay = lethe("audit", "replay");
            assertThat(replay)
                    .startsWith("1 ")
                    .contains("sequence 1000 where")
                    .contains("/dueAt: the log says \"2099-01-01T00:00:00Z\", Lethe says")
                    .contains("FAILED: 1 gaps,");
            assertThat(lethe("audit", "replay", "-D", "lethe.topic.prefix=other."))
                    .startsWith("1 lethe: ")
                    .contains("other.audit");
            assertThat(up.stop("TERM")).isEqualTo(143);
            up.awaitNothingLeft();
        }
    }

    private String submit(String subject, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("submit", subject, "-o", "json"));
        arguments.addAll(List.of(more));
        var printed = lethe(arguments.toArray(String[]::new));
        assertThat(printed).startsWith("0 ");
        return JSON.readTree(printed.substring(2)).path("requestId").asText();
    }

    /** An entry that Lethe never wrote, after a hole in the sequence: it moves a deadline. */
    private static void forge(JsonNode address) throws Exception {
        var config = LetheConfig.load(Map.of(
                "lethe.bootstrap.servers", address.path("bootstrapServers").asText(),
                "lethe.schema.registry.url", address.path("schemaRegistry").asText()));
        var entry = AuditEntry.newBuilder(completed(config))
                .setSequence(1000)
                .setEvent("DeadlineExtended")
                .setDetails(Map.of("dueAt", "2099-01-01T00:00:00Z"))
                .build();
        var values = new SpecificAvroSerializer<AuditEntry>();
        values.configure(config.kafkaProperties(), false);
        try (var producer = new KafkaProducer<>(config.kafkaProperties(), new ByteArraySerializer(), values)) {
            producer.send(new ProducerRecord<>(config.topics().audit(), entry.getPartition(), null, entry))
                    .get();
        }
    }

    private static AuditEntry completed(LetheConfig config) {
        try (var log = AuditLog.open(config)) {
            log.seekToBeginning(log.partitions());
            return log.readToEnd().stream()
                    .filter(entry -> entry.getEvent().equals("RequestCompleted"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The exit code, and everything that a command on this data directory prints. */
    private String lethe(String... arguments) {
        var printed = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", directory.toString()));
        int exitCode = LetheCommand.commandLine()
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(printed))
                .execute(all.toArray(String[]::new));
        return exitCode + " " + printed;
    }
}
