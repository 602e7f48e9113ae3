package io.lethe.cli;

import io.lethe.cli.command.LetheCommand;

/** Entry point of the `lethe` command. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(LetheCommand.commandLine().execute(args));
    }
}
