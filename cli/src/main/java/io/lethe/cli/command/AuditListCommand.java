package io.lethe.cli.command;

import io.lethe.cli.audit.AuditLog;
import io.lethe.schemas.AuditEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `lethe audit list`. */
@Command(
        name = "list",
        description = "List entries of the audit log: all of one request, or the latest of all.",
        footer = {"", "It reads the log from its beginning, partition by partition."})
final class AuditListCommand implements Callable<Integer> {
    @Mixin
    private EntryFilter filter;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many entries, the latest; default ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private AuditSource source;

    @Mixin
    private Place place;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit: expected 1 or more, not " + limit);
        }
        var entries = read();
        if (entries.isEmpty()) {
            throw new CommandException("The audit log has no entry " + filter.describe());
        }
        new EntryPrinter(output).print(entries);
        return 0;
    }

    private List<AuditEntry> read() {
        Deque<AuditEntry> latest = new ArrayDeque<>();
        try (var log = AuditLog.open(source.config(place))) {
            for (int partition : log.partitions()) {
                log.seekToBeginning(List.of(partition));
                Deque<AuditEntry> ofPartition = new ArrayDeque<>();
                log.readToEnd().stream().filter(filter::matches).forEach(entry -> keep(ofPartition, entry));
                latest.addAll(ofPartition);
            }
        }
        var sorted = latest.stream().sorted(EntryFilter.ORDER).toList();
        return sorted.subList(Math.max(0, sorted.size() - limit), sorted.size());
    }

    private void keep(Deque<AuditEntry> entries, AuditEntry entry) {
        entries.add(entry);
        if (entries.size() > limit) {
            entries.remove();
        }
    }
}
