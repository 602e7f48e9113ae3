package io.lethe.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `lethe cancel`. */
@Command(
        name = "cancel",
        description = "Take a request back while nothing is erased yet; hidden data is shown again.",
        footer = {"", "Works until the first hard delete is sent, then it is HARD_DELETE_STARTED."})
final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REQUEST_ID", description = "The request.")
    private String requestId;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, for people; at most 1,000 characters.")
    private String reason;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        return new Acting(server, output, requestId).post("cancel", Acting.why(reason), "The request is cancelled");
    }
}
