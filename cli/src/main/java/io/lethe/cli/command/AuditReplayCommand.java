package io.lethe.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.audit.AuditFold;
import io.lethe.cli.audit.AuditLog;
import io.lethe.cli.audit.Replay;
import io.lethe.cli.audit.ReplayResult;
import io.lethe.cli.console.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** `lethe audit replay`. */
@Command(
        name = "replay",
        description =
                "Fold the audit log from its beginning and compare the result with what Lethe says of each request.",
        footer = {
            "",
            "The log is complete when its sequences have no gap, and true when every",
            "request stands where the log leads: status, phase, outcome, deadlines, holds,",
            "each service's part, history. People's words are left out, as the log has only",
            "keyed hashes of them. Requests whose summary is not kept any longer",
            "(lethe.summary-retention) are counted and not compared.",
            "",
            "Exits 1 on any gap or difference."
        })
final class AuditReplayCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 20;

    @Mixin
    private AuditSource source;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var config = source.config(server.place());
        try (var log = AuditLog.open(config)) {
            var result = new Replay(log, server.client(), config.retention().summary()).run();
            output.print(JSON.valueToTree(result), text(result));
            return result.ok() ? 0 : Failures.FAILED;
        }
    }

    private static String text(ReplayResult result) {
        var text = new StringBuilder(table(result)).append('\n');
        result.partitions().stream()
                .flatMap(partition -> partition.gaps().stream())
                .limit(SHOWN)
                .forEach(gap -> text.append(describe(gap)));
        result.partitions().stream()
                .flatMap(partition -> partition.differences().stream())
                .limit(SHOWN)
                .forEach(difference -> text.append(describe(difference)));
        return text.append(summary(result)).toString();
    }

    private static String table(ReplayResult result) {
        var table =
                new Table("PARTITION", "ENTRIES", "GAPS", "SUBJECTS", "REQUESTS COMPARED", "NOT KEPT", "DIFFERENCES");
        result.partitions()
                .forEach(partition -> table.row(
                        partition.partition(),
                        partition.entries(),
                        partition.gaps().size(),
                        partition.subjects(),
                        partition.requests(),
                        partition.notKept(),
                        partition.differences().size()));
        return table.render();
    }

    private static String summary(ReplayResult result) {
        return result.ok()
                ? "%d entries without a gap fold to what Lethe says of all %d requests.%n"
                        .formatted(result.entries(), result.requests())
                : "FAILED: %d gaps, %d differences in %d entries and %d requests.%n"
                        .formatted(result.gaps(), result.differences(), result.entries(), result.requests());
    }

    private static String describe(AuditFold.Gap gap) {
        return "Partition %d: sequence %d where %d was expected%n"
                .formatted(gap.partition(), gap.found(), gap.expected());
    }

    private static String describe(ReplayResult.Difference difference) {
        return "%s %s: the log says %s, Lethe says %s%n"
                .formatted(difference.requestId(), difference.field(), difference.audit(), difference.live());
    }
}
