package io.lethe.cli.command;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a mistake in the arguments says: the reason and where to read on, on stderr, and the exit code 2. */
final class Mistakes implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        var command = mistake.getCommandLine();
        var err = command.getErr();
        err.println("lethe: " + mistake.getMessage().replaceFirst("^Error: ", ""));
        UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println("Read on with: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
