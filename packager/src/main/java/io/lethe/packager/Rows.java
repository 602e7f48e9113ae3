package io.lethe.packager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;

/** Rows as services hand them out: JSON values one after the other, alone or in arrays, or CSV with a header line. One row at a time is in memory. */
final class Rows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CsvMapper CSV = new CsvMapper();

    private Rows() {}

    /** Something that looks at each row. */
    @FunctionalInterface
    interface Visitor {
        /** The parser stands on the row's first token and must be left on its last. */
        void row(JsonParser row) throws IOException;
    }

    /** Whether a data set of this media type consists of rows. */
    static boolean areIn(String mediaType) {
        return isJson(mediaType) || isCsv(mediaType);
    }

    private static boolean isJson(String mediaType) {
        String type = bare(mediaType);
        return type.equals("application/json") || type.equals("application/x-ndjson") || type.endsWith("+json");
    }

    private static boolean isCsv(String mediaType) {
        return bare(mediaType).equals("text/csv");
    }

    private static String bare(String mediaType) {
        return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Shows each row to the visitor.
     *
     * @throws com.fasterxml.jackson.core.JacksonException when the bytes are not what the media type says
     * @throws java.io.CharConversionException when they are no text in an encoding of it: UTF-8, for JSON UTF-16 and UTF-32 too
     */
    static void read(InputStream bytes, String mediaType, Visitor visitor) throws IOException {
        if (isCsv(mediaType)) {
            readCsv(bytes, visitor);
        } else {
            readJson(bytes, visitor);
        }
    }

    private static void readJson(InputStream bytes, Visitor visitor) throws IOException {
        try (JsonParser parser = new JsonFactory(JSON).createParser(bytes)) {
            boolean inArray = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY && !inArray) {
                    inArray = true;
                } else if (token == JsonToken.END_ARRAY) {
                    inArray = false;
                } else {
                    visitor.row(parser);
                }
            }
        }
    }

    private static void readCsv(InputStream bytes, Visitor visitor) throws IOException {
        try (MappingIterator<Map<String, String>> rows = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(bytes)) {
            while (rows.hasNextValue()) {
                try (JsonParser row = JSON.treeAsTokens(JSON.valueToTree(rows.nextValue()))) {
                    row.nextToken();
                    visitor.row(row);
                }
            }
        }
    }
}
