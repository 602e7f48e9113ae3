package io.lethe.packager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON array of all rows, UTF-8. */
final class JsonRows implements RowWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonGenerator generator;

    JsonRows(OutputStream out) throws IOException {
        generator = new JsonFactory(JSON)
                .createGenerator(out)
                .useDefaultPrettyPrinter()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.writeStartArray();
    }

    @Override
    public void row(JsonNode row) throws IOException {
        generator.writeTree(row);
    }

    @Override
    public void close() throws IOException {
        generator.writeEndArray();
        generator.writeRaw('\n');
        generator.close();
    }
}
