package io.lethe.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `lethe waive`. */
@Command(
        name = "waive",
        description = "Go on without a service's part in a request.",
        footer = {
            "",
            "The request then ends COMPLETED_WITH_EXEMPTIONS, and the audit log says who",
            "waived what. A good answer that still comes counts while the request is open."
        })
final class WaiveCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "REQUEST_ID", description = "The request.")
    private String requestId;

    @Parameters(index = "1", paramLabel = "SERVICE", description = "The service to go on without.")
    private String service;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, for people; at most 1,000 characters.")
    private String reason;

    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var body = Acting.why(reason).put("service", service);
        return new Acting(server, output, requestId).post("waive", body, "The request goes on without " + service);
    }
}
