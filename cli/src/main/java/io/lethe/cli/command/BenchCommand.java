package io.lethe.cli.command;

import io.lethe.bench.Bench;
import io.lethe.bench.Chart;
import io.lethe.bench.Options;
import io.lethe.bench.Part;
import io.lethe.cli.console.BenchView;
import io.lethe.cli.stack.BenchGround;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `lethe bench`: Lethe beside the limit of this machine and beside what one would build instead. */
@Command(
        name = "bench",
        description = "Measure Lethe on this machine beside a pipeline without logic and beside PostgreSQL.",
        footer = {"", "What is measured and how stands in docs/performance.md. Nothing else should run meanwhile."})
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--quick",
            description = "Fewer requests, and only what the ratios are of: minutes, and rougher figures.")
    private boolean quick;

    @Option(names = "--only", paramLabel = "PART", description = "Measure one part: ${COMPLETION-CANDIDATES}.")
    private Part only;

    @Option(names = "--chart", paramLabel = "FILE", description = "Write the throughputs as an SVG to this file.")
    private Path chart;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        var startup = new Startup(output);
        try (var ground = startup.closedOnSignal(new BenchGround(Files.createTempDirectory("lethe-bench-")))) {
            var report = new Bench(new Options(quick, Optional.ofNullable(only)), ground, output::say).run();
            if (chart != null) {
                Files.writeString(chart, Chart.svg(report));
            }
            output.print(report, BenchView.of(report));
            return 0;
        }
    }
}
