package io.lethe.topics;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** One difference between a topic and what it must be, with what mends it. */
record Finding(Severity severity, String topic, String setting, String found, String expected, String mend) {
    static Finding ofSetting(Severity severity, String topic, Requirement requirement, String found) {
        var expected = requirement.rule() == Requirement.Rule.AT_LEAST
                ? "at least " + requirement.value()
                : requirement.value();
        var mend =
                "kafka-configs.sh --bootstrap-server … --alter --entity-type topics --entity-name %s --add-config %s=%s"
                        .formatted(topic, requirement.name(), requirement.value());
        return new Finding(severity, topic, requirement.name(), found, expected, mend);
    }

    boolean fatal() {
        return severity == Severity.FATAL;
    }

    /** Findings as a table, and below it what mends each. */
    static String table(Collection<Finding> findings) {
        var rows = findings.stream()
                .map(f -> List.of(f.topic, f.setting, f.found, f.expected))
                .collect(Collectors.toList());
        rows.add(0, List.of("TOPIC", "SETTING", "FOUND", "EXPECTED"));
        var widths = List.of(width(rows, 0), width(rows, 1), width(rows, 2));
        var text = new StringBuilder();
        for (var row : rows) {
            for (int column = 0; column < widths.size(); column++) {
                text.append(pad(row.get(column), widths.get(column)));
            }
            text.append(row.get(row.size() - 1)).append('\n');
        }
        findings.forEach(f -> text.append("to mend: ").append(f.mend).append('\n'));
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0) + 2;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
