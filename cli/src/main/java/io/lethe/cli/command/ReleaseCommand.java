package io.lethe.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** `lethe release`. */
@Command(name = "release", description = "Release a legal hold; erasures that it stopped go on by themselves.")
final class ReleaseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SUBJECT", description = "Id of the subject.")
    private String subject;

    @Parameters(index = "1", paramLabel = "HOLD_ID", description = "Name of the hold.")
    private String holdId;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var client = server.client();
        var answer = Changing.by(
                () -> client.releaseHold(subject, holdId), "the same command again says UNKNOWN_HOLD if it was");
        output.print(answer, "Hold " + holdId + " is released\n");
        return 0;
    }
}
