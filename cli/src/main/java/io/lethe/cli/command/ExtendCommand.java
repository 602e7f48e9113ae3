package io.lethe.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `lethe extend`. */
@Command(
        name = "extend",
        description = "Extend a request's legal deadline, once.",
        footer = {"", "GDPR: to three months from receipt; CCPA: to 90 days; before it has passed."})
final class ExtendCommand implements Callable<Integer> {
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
        return new Acting(server, output, requestId).post("extend", Acting.why(reason), "The deadline is extended");
    }
}
