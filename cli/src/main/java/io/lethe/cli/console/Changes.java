package io.lethe.cli.console;

import static io.lethe.cli.console.StatusView.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** What changed between two status documents of one request, one line each. */
public final class Changes {
    private Changes() {}

    /**
     * Lines for what is new, each ended: the request's own state, then its services in the order of the document; an end comes last.
     *
     * @param before a missing node where there was no document yet
     */
    public static String between(JsonNode before, JsonNode after) {
        var lines = new ArrayList<String>();
        var known = byService(before);
        for (var service : after.path("services")) {
            var line = describe(service);
            if (!line.equals(known.get(text(service, "service")))) {
                lines.add("  " + line);
            }
        }
        if (!StatusView.state(before).equals(StatusView.state(after))) {
            lines.add(after.hasNonNull("outcome") ? lines.size() : 0, StatusView.state(after) + reason(after));
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static Map<String, String> byService(JsonNode status) {
        var lines = new HashMap<String, String>();
        for (var service : status.path("services")) {
            lines.put(text(service, "service"), describe(service));
        }
        return lines;
    }

    private static String describe(JsonNode service) {
        var line = text(service, "service") + ": " + text(service, "action") + " " + text(service, "status");
        var rows = service.path("recordsAffected").asLong();
        var error = text(service, "lastError");
        return line
                + (rows > 0 ? ", " + rows + " rows" : "")
                + (service.path("attempts").asInt() > 1 ? ", attempt " + text(service, "attempts") : "")
                + (error.isEmpty() ? "" : ", " + error);
    }

    private static String reason(JsonNode status) {
        var reason = text(status, "reason");
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
