package io.lethe.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** `lethe expire`. */
@Command(
        name = "expire",
        description = "Give a finished export's file up now, instead of when its retention ends.",
        footer = {"", "An erasure that waits for this export's download window then goes on."})
final class ExpireCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REQUEST_ID", description = "The export.")
    private String requestId;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        return new Acting(server, output, requestId).post("expire", Acting.why(null), "The export's file is given up");
    }
}
