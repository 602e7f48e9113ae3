package io.lethe.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command prints its result: text for people, or JSON, one document a line. */
final class Output {
    enum Format {
        text,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Print the result as ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean isJson() {
        return format == Format.json;
    }

    /** The result in the form that was asked for. */
    void print(JsonNode document, String text) {
        out().print(isJson() ? document + "\n" : text);
        out().flush();
    }

    /** What is said beside the result; it never mixes with it. */
    void say(String line) {
        err().println(line);
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }
}
