package io.lethe.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `lethe reject`. */
@Command(
        name = "reject",
        description = "Refuse a request as the controller, while nothing is erased yet.",
        footer = {"", "The reason goes to the person who asked (GDPR Art. 12(4))."})
final class RejectCommand implements Callable<Integer> {
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
        return new Acting(server, output, requestId).post("reject", Acting.why(reason), "The request is rejected");
    }
}
