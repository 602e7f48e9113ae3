package io.lethe.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `lethe approve`. */
@Command(
        name = "approve",
        description = "Let a request begin that waits for approval.",
        footer = {"", "Requests wait for it where lethe.erasure.approval-required is true."})
final class ApproveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REQUEST_ID", description = "The request.")
    private String requestId;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for people; at most 1,000 characters.")
    private String reason;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        return new Acting(server, output, requestId).post("approve", Acting.why(reason), "The request is approved");
    }
}
