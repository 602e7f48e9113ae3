package io.lethe.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns as wide as they need to be; columns of numbers stand to the right. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these column titles. */
    public Table(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row of as many cells as there are titles; null shows as nothing. */
    public Table row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + header.size() + " columns");
        }
        var row = new ArrayList<String>();
        for (var cell : cells) {
            row.add(cell == null ? "" : clean(cell.toString()));
        }
        rows.add(row);
        return this;
    }

    /** Whether there is no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Title line, rule and rows, each line ended, none with blanks at its end. */
    public String render() {
        var widths = columns().map(this::width).boxed().toList();
        var rule = widths.stream().map("─"::repeat).collect(Collectors.joining(GAP));
        var lines = new ArrayList<String>();
        lines.add(line(header, widths));
        lines.add(rule);
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private String line(List<String> cells, List<Integer> widths) {
        return columns()
                .mapToObj(column -> pad(cells.get(column), widths.get(column), isNumeric(column)))
                .collect(Collectors.joining(GAP));
    }

    private static String pad(String text, int width, boolean right) {
        var blanks = " ".repeat(width - length(text));
        return right ? blanks + text : text + blanks;
    }

    private int width(int column) {
        int longest =
                rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
        return Math.max(length(header.get(column)), longest);
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream().map(row -> row.get(column)).allMatch(cell -> cell.matches("[+-]?[\\d,.]+|"));
    }

    private IntStream columns() {
        return IntStream.range(0, header.size());
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A cell must not break the table, nor talk to the terminal. */
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
