package io.lethe.packager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON array of all rows, a row on each line, UTF-8. */
final class JsonRows implements RowWriter {
    /** Rows are values of their own to it; what makes them an array is written around and between them. */
    private static final JsonFactory LINES = new JsonFactory(new ObjectMapper()).setRootValueSeparator(",\n");

    private final JsonGenerator generator;

    JsonRows(OutputStream out) throws IOException {
        generator = LINES.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.writeRaw("[\n");
    }

    @Override
    public void row(JsonParser row) throws IOException {
        Verbatim.copy(row, generator);
    }

    @Override
    public void close() throws IOException {
        generator.writeRaw("\n]\n");
        generator.close();
    }
}
