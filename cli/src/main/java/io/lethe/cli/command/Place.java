package io.lethe.cli.command;

import io.lethe.cli.stack.RunningStack;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which stack on this machine a command is about. */
final class Place {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Data directory of the running stack; default: that of `lethe up`.")
    private Path dataDir = Home.dataDir();

    /** The stack that runs there; {@code otherwise} says how to do without it. */
    RunningStack running(String otherwise) {
        return RunningStack.read(dataDir)
                .orElseThrow(() -> new CommandException(
                        "No stack runs in " + dataDir + ": start one with `lethe up`, or " + otherwise));
    }
}
