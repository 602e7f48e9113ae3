package io.lethe.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** `lethe services remove`. */
@Command(name = "remove", description = "Remove a service; requests that already include it still ask it.")
final class RemoveServiceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Name of the service.")
    private String name;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var client = server.client();
        var answer = Changing.by(() -> client.removeService(name), PutServiceCommand.SEE);
        output.print(answer, "Service " + name + " is removed: new requests leave it out\n");
        return 0;
    }
}
