package io.lethe.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** `lethe watch`: follows one request to its end. */
@Command(
        name = "watch",
        description = "Follow a request until it ends, printing what changes.",
        footer = {
            "",
            "Exits 0 when the request completed; 1 when it was cancelled or rejected, or when it failed and waits for an operator."
        })
final class WatchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REQUEST_ID", description = "The request to follow.")
    private String requestId;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        return new Watching(server.client(), output).follow(requestId);
    }
}
