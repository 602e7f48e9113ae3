package io.lethe.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `lethe services`: the catalogue of services that hold personal data. */
@Command(
        name = "services",
        description = "List, add, change and remove the services that hold personal data.",
        subcommands = {ListServicesCommand.class, PutServiceCommand.class, RemoveServiceCommand.class})
final class ServicesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: list, put or remove");
    }
}
