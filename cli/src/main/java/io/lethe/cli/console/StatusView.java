package io.lethe.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The status document of a request, for people. */
public final class StatusView {
    private static final List<String> ENDED = List.of("DONE", "NOT_FOUND", "EXEMPT", "WAIVED", "SKIPPED");

    private StatusView() {}

    /** Header, what is waited for, one row per service, and the history; each line ended. */
    public static String render(JsonNode status) {
        var parts = new ArrayList<String>();
        parts.add(header(status));
        if (!status.path("waitingFor").isEmpty()) {
            parts.add(waitingFor(status.path("waitingFor")));
        }
        if (!status.path("services").isEmpty()) {
            parts.add(services(status.path("services")));
        }
        if (!status.path("history").isEmpty()) {
            parts.add(Timeline.render(status));
        }
        return String.join("\n", parts);
    }

    /** One line: id, type, status, phase, and what is noteworthy. */
    public static String oneLine(JsonNode status) {
        var words = new ArrayList<String>();
        words.add(text(status, "requestId"));
        words.add(text(status, "type").toLowerCase(Locale.ROOT));
        words.add(state(status));
        words.add(doneOf(status.path("services")));
        return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining("  "));
    }

    /** Status with phase or outcome where they say more. */
    public static String state(JsonNode status) {
        var state = text(status, "status");
        var outcome = text(status, "outcome");
        var phase = text(status, "phase");
        var more = outcome.isEmpty() ? phase : outcome;
        return more.isEmpty() || more.equals(state) || more.equals("DONE") ? state : state + " (" + more + ")";
    }

    private static String header(JsonNode status) {
        var lines = new ArrayList<String>();
        add(lines, "Request", text(status, "requestId"));
        add(lines, "Type", join(" ", text(status, "type"), text(status, "regulation")));
        add(lines, "Status", state(status));
        add(lines, "Reason", text(status, "reason"));
        add(lines, "Requested", text(status, "requestedAt"));
        add(lines, "Completed", text(status, "completedAt"));
        add(lines, "Due", join(" ", text(status, "dueAt"), flag(status, "extended"), flag(status, "overdue")));
        add(lines, "Grace ends", text(status, "graceEndsAt"));
        add(lines, "Rides on", text(status, "coalescedWith"));
        return String.join("", lines);
    }

    private static String waitingFor(JsonNode waiting) {
        var lines = new StringBuilder();
        for (var item : waiting) {
            var until = text(item, "until");
            lines.append("Waits for   ")
                    .append(join(" ", text(item, "kind"), text(item, "ref"), until.isEmpty() ? "" : "until " + until))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String services(JsonNode services) {
        var table = new Table("SERVICE", "ACTION", "STATUS", "ROWS", "ATTEMPTS", "ANSWERED", "LAST ERROR");
        for (var service : services) {
            table.row(
                    text(service, "service"),
                    text(service, "action"),
                    text(service, "status"),
                    text(service, "recordsAffected"),
                    text(service, "attempts"),
                    text(service, "ackedAt"),
                    nextTry(service));
        }
        return table.render();
    }

    private static String nextTry(JsonNode service) {
        var next = text(service, "nextAttemptAt");
        return join("; ", text(service, "lastError"), next.isEmpty() ? "" : "next attempt " + next);
    }

    private static String doneOf(JsonNode services) {
        if (services.isEmpty()) {
            return "";
        }
        int ended = 0;
        for (var service : services) {
            ended += ENDED.contains(text(service, "status")) ? 1 : 0;
        }
        return ended + " of " + services.size() + " services";
    }

    private static void add(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(String.format("%-12s%s%n", name, value));
        }
    }

    private static String flag(JsonNode status, String name) {
        return status.path(name).asBoolean() ? "(" + name + ")" : "";
    }

    private static String join(String separator, String... words) {
        return Arrays.stream(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(separator));
    }

    static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isNull() ? "" : value.asText().replaceAll("\\p{Cntrl}", " ");
    }
}
