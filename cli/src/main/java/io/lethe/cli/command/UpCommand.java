package io.lethe.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.samples.SampleStores;
import io.lethe.cli.stack.ExistingCluster;
import io.lethe.cli.stack.RunningStack;
import io.lethe.cli.stack.Stack;
import io.lethe.cli.stack.StackOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `lethe up`: serves until it is stopped, and keeps its data. */
@Command(
        name = "up",
        description = "Run Lethe on this machine until stopped: broker, registry, sample services; data is kept.",
        footer = {
            "",
            "With -o json it prints one line when ready:",
            "  {\"http\": URL, \"bootstrapServers\": HOST:PORT, \"schemaRegistry\": URL, \"tokens\": {}}"
        })
final class UpCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of HTTP; default: the one of the last start, or a free one.")
    private Integer port;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where everything is kept; default: ${DEFAULT-VALUE}.")
    private Path dataDir = Home.dataDir();

    @Option(
            names = "--samples",
            negatable = true,
            description = "Whether the sample services run; default: yes, on an existing cluster no.")
    private Boolean samples;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "A setting of Lethe; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @ArgGroup(exclusive = false)
    private Existing existing;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var steps = new Startup(output);
        try (var stack = steps.closedOnSignal(new Stack(options(), steps))) {
            var address = stack.start();
            output.print(ready(address), steps.banner(address, true));
            stack.awaitEnd();
            return 0;
        }
    }

    private StackOptions options() {
        return new StackOptions(
                dataDir,
                false,
                port == null ? OptionalInt.empty() : OptionalInt.of(port),
                hasSamples() ? Optional.of(SampleStores.CUSTOMERS) : Optional.empty(),
                settings,
                Optional.ofNullable(existing).map(Existing::cluster));
    }

    private boolean hasSamples() {
        return samples == null ? existing == null : samples;
    }

    private static JsonNode ready(RunningStack address) {
        var ready = JSON.createObjectNode()
                .put("http", address.http())
                .put("bootstrapServers", address.bootstrapServers())
                .put("schemaRegistry", address.schemaRegistry());
        return ready.set("tokens", JSON.valueToTree(address.tokens()));
    }

    /** A cluster that somebody else runs: both addresses or none. */
    static final class Existing {
        @Option(
                names = "--bootstrap-servers",
                required = true,
                paramLabel = "HOST:PORT",
                description = "Run on this Kafka cluster instead of one of its own; needs --schema-registry.")
        private String bootstrapServers;

        @Option(
                names = "--schema-registry",
                required = true,
                paramLabel = "URL",
                description = "The schema registry of that cluster.")
        private String schemaRegistry;

        ExistingCluster cluster() {
            return new ExistingCluster(bootstrapServers, schemaRegistry);
        }
    }
}
