package io.lethe.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `lethe retry`. */
@Command(
        name = "retry",
        description = "Ask the services again whose part in a request failed.",
        footer = {"", "What is finished stays finished; the number of tries starts anew."})
final class RetryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REQUEST_ID", description = "The request.")
    private String requestId;

    @Option(names = "--service", paramLabel = "NAME", description = "Only this service; may be repeated. Default: all.")
    private List<String> services = List.of();

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var body = Acting.why(null);
        if (!services.isEmpty()) {
            services.forEach(body.putArray("services")::add);
        }
        return new Acting(server, output, requestId).post("retry", body, "Failed services are asked again");
    }
}
