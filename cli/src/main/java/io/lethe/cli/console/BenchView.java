package io.lethe.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** A benchmark's report for people: contenders beside each other, then ratios, then every other figure under its name in the JSON. */
public final class BenchView {
    private static final List<String> CONTENDERS =
            List.of("limit", "lethe", "rival batched", "rival queue", "rival single", "lethe-flushed");
    private static final List<String> SHOWN_ABOVE = List.of("ratio", "latency", "requests_per_s", "cpu_us_per_request");

    private BenchView() {}

    /** Tables with an empty line between them; those without a figure are left out. */
    public static String of(JsonNode report) {
        return String.join(
                "",
                section(throughput(report)),
                section(latency(report.path("latency"))),
                section(ratios(report.path("ratio"))),
                others(report));
    }

    private static String section(Table table) {
        return table.isEmpty() ? "" : table.render() + "\n";
    }

    private static Table throughput(JsonNode report) {
        Table table = new Table("contender", "requests/s", "least", "most", "processor µs each");
        for (String name : CONTENDERS) {
            JsonNode figures = report.path(name.equals("lethe-flushed") ? "flush" : name);
            if (figures.has("requests_per_s")) {
                table.row(
                        name,
                        whole(figures.path("requests_per_s")),
                        whole(figures.path("requests_per_s_least")),
                        whole(figures.path("requests_per_s_most")),
                        whole(figures.path("cpu_us_per_request")));
            }
        }
        return table;
    }

    private static Table latency(JsonNode latency) {
        Table table = new Table("requests/s", "who", "p50 ms", "p99 ms");
        latency.properties()
                .forEach(pace -> pace.getValue()
                        .properties()
                        .forEach(who -> table.row(
                                pace.getKey(),
                                who.getKey(),
                                tenths(who.getValue().path("p50_ms")),
                                tenths(who.getValue().path("p99_ms")))));
        return table;
    }

    private static Table ratios(JsonNode ratio) {
        Table table = new Table("Lethe divided by", "ratio");
        ratio.properties()
                .forEach(each -> table.row(each.getKey(), each.getValue().asText()));
        return table;
    }

    private static String others(JsonNode report) {
        Table table = new Table("figure", "value");
        report.properties().forEach(each -> {
            boolean above = SHOWN_ABOVE.contains(each.getKey()) || CONTENDERS.contains(each.getKey());
            if (!above) {
                flatten(each.getKey(), each.getValue(), table);
            }
        });
        return table.isEmpty() ? "" : table.render();
    }

    private static void flatten(String name, JsonNode node, Table table) {
        if (node.isObject()) {
            node.properties().forEach(each -> flatten(name + " " + each.getKey(), each.getValue(), table));
        } else {
            table.row(name.replace('_', ' '), node.isArray() ? node.toString() : node.asText());
        }
    }

    private static String whole(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }

    private static String tenths(JsonNode number) {
        return String.format(Locale.ROOT, "%,.1f", number.asDouble());
    }
}
