package io.lethe.cli.command;

import io.lethe.cli.audit.AuditLog;
import io.lethe.schemas.AuditEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
        var latest = new ArrayList<Placed>();
        try (var log = AuditLog.open(source.config(place))) {
            for (int partition : log.partitions()) {
                log.seekToBeginning(List.of(partition));
                latest.addAll(latestOf(log.readToEnd()));
            }
        }
        latest.sort(Comparator.comparing(Placed::notBefore));
        var entries = latest.stream().map(Placed::entry).toList();
        return entries.subList(Math.max(0, entries.size() - limit), entries.size());
    }

    /** The latest that match, of one partition. */
    private Collection<Placed> latestOf(List<AuditEntry> partition) {
        Deque<Placed> latest = new ArrayDeque<>();
        var notBefore = Instant.EPOCH;
        for (var entry : partition) {
            notBefore = entry.getAt().isAfter(notBefore) ? entry.getAt() : notBefore;
            if (filter.matches(entry)) {
                latest.add(new Placed(notBefore, entry));
            }
            if (latest.size() > limit) {
                latest.remove();
            }
        }
        return latest;
    }

    /**
     * Where an entry stands among those of other partitions. Within a partition the log's own order counts: times are those of inputs, and an input
     * may be decided after a later one.
     */
    private record Placed(Instant notBefore, AuditEntry entry) {}
}
