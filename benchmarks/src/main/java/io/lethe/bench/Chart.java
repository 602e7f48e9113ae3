package io.lethe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Throughput of all contenders as bars, for the documentation. */
public final class Chart {
    private static final List<String> CONTENDERS =
            List.of("limit", "lethe", "rival batched", "rival queue", "rival single");
    private static final int BAR = 26;
    private static final int GAP = 14;
    private static final int LEFT = 130;
    private static final int WIDTH = 420;
    private static final int TOP = 40;

    private Chart() {}

    /** An SVG of a report's throughputs; only a title where there are none. */
    public static String svg(JsonNode report) {
        List<String> shown = CONTENDERS.stream().filter(report::has).toList();
        double most =
                shown.stream().mapToDouble(name -> speed(report, name)).max().orElse(1);
        int height = TOP + shown.size() * (BAR + GAP);
        List<String> lines = new ArrayList<>();
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"14\">"
                        .formatted(LEFT + WIDTH + 110, height));
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        lines.add("<text x=\"10\" y=\"24\" font-weight=\"bold\">Erasures over ten services, per second</text>");
        for (int i = 0; i < shown.size(); i++) {
            lines.add(bar(shown.get(i), speed(report, shown.get(i)), most, TOP + i * (BAR + GAP)));
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static double speed(JsonNode report, String name) {
        return report.path(name).path("requests_per_s").asDouble();
    }

    private static String bar(String name, double speed, double most, int y) {
        int width = (int) Math.round(WIDTH * speed / most);
        String color = name.equals("lethe") ? "#2b6cb0" : "#a0aec0";
        int baseline = y + BAR - 8;
        return ("<text x=\"10\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%d\">%s</text>")
                .formatted(
                        baseline,
                        name,
                        LEFT,
                        y,
                        width,
                        BAR,
                        color,
                        LEFT + width + 8,
                        baseline,
                        String.format(Locale.ROOT, "%,.0f", speed));
    }
}
