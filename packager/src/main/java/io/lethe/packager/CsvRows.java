package io.lethe.packager;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CSV as RFC 4180 has it, UTF-8, with a header line; fields that a row lacks are empty, nested values are JSON, numbers stay the texts that they came as. A
 * text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
final class CsvRows implements RowWriter {
    private static final String FORMULA = "=+-@\t\r\n";
    private static final CsvMapper CSV = CsvMapper.csvBuilder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();
    private static final CsvSchema LINES = CsvSchema.emptySchema().withLineSeparator("\r\n");

    private final List<String> columns;
    private final SequenceWriter writer;

    CsvRows(OutputStream out, Set<String> columns) throws IOException {
        this.columns = List.copyOf(columns);
        writer = CSV.writer(LINES).writeValues(out);
        if (!columns.isEmpty()) {
            writer.write(this.columns.stream().map(CsvRows::harmless).toList());
        }
    }

    @Override
    public void row(JsonParser row) throws IOException {
        Map<String, String> cells = new HashMap<>();
        if (row.currentToken() == JsonToken.START_OBJECT) {
            while (row.nextToken() == JsonToken.FIELD_NAME) {
                String column = row.currentName();
                row.nextToken();
                cells.put(column, cell(row));
            }
        } else {
            cells.put(Scan.VALUE, cell(row));
        }
        writer.write(
                columns.stream().map(column -> cells.getOrDefault(column, "")).toList());
    }

    private static String cell(JsonParser value) throws IOException {
        JsonToken token = value.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (token.isNumeric()) {
            // A number is no formula, be it negative.
            return value.getText();
        }
        return harmless(token.isStructStart() ? Verbatim.text(value) : value.getText());
    }

    /** Spreadsheets skip spaces before they look for a formula. */
    private static String harmless(String text) {
        return beginsAFormula(text) || beginsAFormula(text.stripLeading()) ? "'" + text : text;
    }

    private static boolean beginsAFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
