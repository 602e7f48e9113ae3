package io.lethe.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `lethe audit`: the record of everything that was decided. */
@Command(
        name = "audit",
        description = "List, follow and replay the audit log: what was decided, when, and who caused it.",
        footer = {
            "",
            "The log holds no subject ids and no identities: subjects stand in it under",
            "pseudonyms, and people's words as keyed hashes."
        },
        subcommands = {AuditListCommand.class, AuditTailCommand.class, AuditReplayCommand.class})
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: list, tail or replay");
    }
}
