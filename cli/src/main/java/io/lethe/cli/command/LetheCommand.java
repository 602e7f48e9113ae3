package io.lethe.cli.command;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The `lethe` command with all its subcommands. */
@Command(
        name = "lethe",
        description = "Every service forgets, in the right order, exactly once, and Lethe can prove it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            SubmitCommand.class,
            StatusCommand.class,
            WatchCommand.class,
            CancelCommand.class,
            RejectCommand.class,
            ApproveCommand.class,
            RetryCommand.class,
            WaiveCommand.class,
            ExtendCommand.class,
            ExpireCommand.class,
            HoldCommand.class,
            ReleaseCommand.class,
            ServicesCommand.class,
            AuditCommand.class,
            BenchCommand.class,
            HelpCommand.class
        })
public final class LetheCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command line, ready to execute: 0 is success, 1 failure, 2 a mistake in the arguments. */
    public static CommandLine commandLine() {
        return new CommandLine(new LetheCommand())
                .addSubcommand("completion", new GenerateCompletion())
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new Mistakes())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command");
    }
}
