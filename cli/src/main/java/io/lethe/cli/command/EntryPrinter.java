package io.lethe.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.schemas.AuditEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints entries of the audit log, one a line. */
final class EntryPrinter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINE = "%-24s  %4s  %-20s  %-36s  %-12s  %-22s  %s%n";

    private final Output output;
    private boolean begun;

    EntryPrinter(Output output) {
        this.output = output;
    }

    void print(List<AuditEntry> entries) {
        if (!begun && !output.isJson() && !entries.isEmpty()) {
            begun = true;
            output.out().printf(LINE, "AT (UTC)", "SEQ", "EVENT", "REQUEST", "SERVICE", "ACTOR", "DETAILS");
        }
        entries.forEach(entry -> output.print(json(entry), text(entry)));
    }

    /** The entry with the names of the contract. */
    private static JsonNode json(AuditEntry entry) {
        var json = JSON.createObjectNode()
                .put("partition", entry.getPartition())
                .put("sequence", entry.getSequence())
                .put("at", entry.getAt().toString())
                .put("event", entry.getEvent())
                .put("requestId", entry.getRequestId())
                .put("subject", entry.getSubject())
                .put("actor", entry.getActor())
                .put("service", entry.getService());
        return json.set("details", JSON.valueToTree(new TreeMap<>(entry.getDetails())));
    }

    private static String text(AuditEntry entry) {
        return clean(LINE.formatted(
                        entry.getAt(),
                        entry.getPartition() + "/" + entry.getSequence(),
                        entry.getEvent(),
                        orNothing(entry.getRequestId()),
                        orNothing(entry.getService()),
                        entry.getActor(),
                        details(entry.getDetails())))
                + "\n";
    }

    private static String details(Map<String, String> details) {
        return new TreeMap<>(details)
                .entrySet().stream()
                        .map(detail -> detail.getKey() + "=" + detail.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String orNothing(String text) {
        return text == null ? "" : text;
    }

    /** An entry must not break its line, nor talk to the terminal. */
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").stripTrailing();
    }
}
