package io.lethe.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.cli.console.Table;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** `lethe services list`. */
@Command(name = "list", description = "List the active services.")
final class ListServicesCommand implements Callable<Integer> {
    @Mixin
    private Server server;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var services = server.client().services();
        output.print(services, table(services.has("items") ? services.path("items") : services));
        return 0;
    }

    private static String table(JsonNode services) {
        var table = new Table("SERVICE", "ACTIONS", "AFTER", "TOMBSTONE TOPICS", "OWNER");
        for (var service : services) {
            table.row(
                    service.path("name").asText(),
                    join(service.path("actions"), ""),
                    join(service.path("after"), ""),
                    join(service.path("tombstoneTopics"), "topic"),
                    service.path("owner").asText(""));
        }
        return table.render();
    }

    private static String join(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(item -> field.isEmpty() ? item.asText() : item.path(field).asText())
                .collect(Collectors.joining(", "));
    }
}
