package io.lethe.cli.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line: its exit code and what it printed. */
record Ran(int exitCode, String out, String err) {
    static Ran lethe(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = LetheCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
