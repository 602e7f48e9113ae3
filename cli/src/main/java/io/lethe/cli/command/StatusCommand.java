package io.lethe.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.cli.console.StatusView;
import io.lethe.cli.console.Table;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `lethe status`: one request in detail, or the requests of a subject. */
@Command(name = "status", description = "Show where a request stands, or list a subject's requests.")
final class StatusCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REQUEST_ID", arity = "0..1", description = "The request to show.")
    private String requestId;

    @Option(names = "--subject", paramLabel = "SUBJECT", description = "List this subject's requests instead.")
    private String subject;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where an earlier list ended.")
    private String cursor;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        if ((requestId == null) == (subject == null)) {
            throw new ParameterException(spec.commandLine(), "Name either REQUEST_ID or --subject");
        }
        return requestId == null ? listSubject() : showRequest();
    }

    private int showRequest() {
        var status = server.client().status(requestId);
        output.print(status, StatusView.render(status));
        return 0;
    }

    private int listSubject() {
        var page = server.client().requestsOf(subject, Optional.ofNullable(cursor));
        output.print(page, list(page));
        return 0;
    }

    private static String list(JsonNode page) {
        var table = new Table("REQUEST", "TYPE", "STATUS", "REQUESTED", "DUE");
        for (var item : page.path("items")) {
            table.row(
                    item.path("requestId").asText(),
                    item.path("type").asText(),
                    StatusView.state(item),
                    item.path("requestedAt").asText(),
                    item.path("dueAt").asText());
        }
        var next = page.path("nextCursor");
        return table.render() + (next.isTextual() ? "More with --cursor " + next.asText() + "\n" : "");
    }
}
