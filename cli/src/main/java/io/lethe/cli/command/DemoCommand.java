package io.lethe.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.client.LetheClient;
import io.lethe.cli.demo.Cast;
import io.lethe.cli.demo.Demo;
import io.lethe.cli.demo.DemoResult;
import io.lethe.cli.demo.DemoSize;
import io.lethe.cli.samples.SampleStores;
import io.lethe.cli.stack.Stack;
import io.lethe.cli.stack.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `lethe demo`: the whole stack with sample data, and erasures that can be checked in the stores. */
@Command(
        name = "demo",
        description = "Erase customers of a sample company and show what was deleted where.",
        footer = {
            "",
            "Exits 0 only if every request completed, nothing of the erased customers is left, and all other data is"
                    + " untouched."
        })
final class DemoCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Seconds instead of days between erasing and looking again and for a download, and instead of minutes before a service is asked again and for a link, which works once. Longer than usual is only how long a slow machine may take to decide. */
    private static final Map<String, String> SETTINGS = Map.of(
            "lethe.http.decision-timeout", "PT30S",
            "lethe.erasure.verify-after", "PT1S",
            "lethe.ack.timeout", "PT2S",
            "lethe.export.download-window", "PT5S",
            "lethe.export.link-ttl", "PT10S",
            "lethe.export.link-uses", "1");

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "" + SampleStores.CUSTOMERS,
            description = "Customers of the sample company; default ${DEFAULT-VALUE}.")
    private int customers;

    @Option(
            names = "--erase",
            paramLabel = "N",
            defaultValue = "100",
            description = "Customers to erase through the command topic, one more over HTTP; default ${DEFAULT-VALUE}.")
    private int erase;

    @Option(names = "--stay", description = "Keep serving afterwards, until stopped.")
    private boolean stay;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keep everything here; default: a temporary directory.")
    private Path dataDir;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var size = size();
        var startup = new Startup(output);
        var options = new StackOptions(
                dataDir == null ? Files.createTempDirectory("lethe-demo-") : dataDir,
                dataDir == null,
                OptionalInt.empty(),
                Optional.of(customers),
                SETTINGS,
                Optional.empty());
        output.say("Starting the sample company and Lethe");
        try (var stack = startup.closedOnSignal(new Stack(options, startup))) {
            var address = stack.start();
            var lethe = new LetheClient(URI.create(address.http()));
            var result = new Demo(new Cast(size, stack.samples(), stack, lethe, stack.config(), startup)).run();
            output.print(JSON.valueToTree(result), text(result));
            if (stay) {
                output.say(startup.banner(address, dataDir != null));
                stack.awaitEnd();
            }
            return result.ok() ? 0 : Failures.FAILED;
        }
    }

    private DemoSize size() {
        try {
            return new DemoSize(customers, erase);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--erase and --customers: " + e.getMessage(), e);
        }
    }

    private static String text(DemoResult result) {
        return result.ok()
                ? "%nAll %d customers are erased everywhere; all data of the other %d is untouched.%n"
                        .formatted(result.erased(), result.customers() - result.erased())
                : "\nFAILED: " + String.join("; ", result.problems()) + "\n";
    }
}
