package io.lethe.cli.command;

import io.lethe.cli.audit.AuditLog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `lethe audit tail`. */
@Command(
        name = "tail",
        description = "Follow the audit log: print what is decided from now on, as it comes.",
        footer = {"", "Ends with Ctrl-C; for one request when it ends."})
final class AuditTailCommand implements Callable<Integer> {
    @Mixin
    private EntryFilter filter;

    @Option(names = "--from-beginning", description = "Begin with what was decided before.")
    private boolean fromBeginning;

    @Mixin
    private AuditSource source;

    @Mixin
    private Place place;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (var log = AuditLog.open(source.config(place))) {
            begin(log);
            var printer = new EntryPrinter(output);
            boolean ended = false;
            while (!ended) {
                var entries = log.poll();
                printer.print(entries.stream().filter(filter::matches).toList());
                ended = entries.stream().anyMatch(filter::isEnd);
            }
            return 0;
        }
    }

    private void begin(AuditLog log) {
        if (fromBeginning) {
            log.seekToBeginning(log.partitions());
        } else {
            log.seekToEnd(log.partitions());
        }
    }
}
