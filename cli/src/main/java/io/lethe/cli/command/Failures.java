package io.lethe.cli.command;

import io.lethe.app.StartupException;
import io.lethe.cli.client.ProblemException;
import io.lethe.cli.client.UnreachableException;
import io.lethe.cli.stack.StackException;
import io.lethe.config.ConfigException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a failed command says: one message on stderr, and the exit code 1. */
final class Failures implements IExecutionExceptionHandler {
    static final int FAILED = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final List<Class<? extends Exception>> EXPECTED = List.of(
            CommandException.class,
            ConfigException.class,
            ProblemException.class,
            StackException.class,
            StartupException.class,
            UnreachableException.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (EXPECTED.stream().noneMatch(type -> type.isInstance(failure))) {
            LOG.debug("Unexpected failure", failure);
        }
        if (!Startup.isStopping()) {
            command.getErr().println("lethe: " + message(failure));
            command.getErr().flush();
        }
        return FAILED;
    }

    private static String message(Exception failure) {
        return EXPECTED.stream().anyMatch(type -> type.isInstance(failure))
                ? failure.getMessage()
                : "unexpected " + failure;
    }
}
