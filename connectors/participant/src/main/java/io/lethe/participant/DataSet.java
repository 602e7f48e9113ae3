package io.lethe.participant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.Temporal;
import java.util.Iterator;
import java.util.stream.Stream;

/** One file of an export, written in pieces of bounded size, so that its length costs no memory. */
public final class DataSet {
    private static final ObjectMapper ROWS = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            // Times as texts in ISO-8601, whatever modules the service has.
            .addModule(new SimpleModule().addSerializer(Temporal.class, new ToStringSerializer(Temporal.class)))
            .build();

    private final Export export;
    private final String name;
    private final String mediaType;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private long items;

    DataSet(Export export, String name, String mediaType) {
        this.export = export;
        this.name = name;
        this.mediaType = mediaType;
    }

    /**
     * Adds rows: maps, or objects that Jackson writes as JSON objects. A piece holds whole rows, unless one alone is too
     * large for it.
     *
     * @throws IOException when a row cannot be written as JSON
     */
    public Export write(Iterable<?> rows) throws IOException {
        return write(rows.iterator());
    }

    /**
     * Adds rows as they come; the stream is closed.
     *
     * @throws IOException when a row cannot be written as JSON
     */
    public Export write(Stream<?> rows) throws IOException {
        try (rows) {
            return write(rows.iterator());
        }
    }

    /**
     * Adds bytes, for data sets of any other media type; the stream is read to its end and stays the caller's to close.
     *
     * @throws IOException when it cannot be read
     */
    public Export write(InputStream bytes) throws IOException {
        byte[] buffer = new byte[Export.MAX_FRAGMENT];
        for (int read = bytes.readNBytes(buffer, 0, buffer.length); read > 0; ) {
            add(buffer, read);
            read = bytes.readNBytes(buffer, 0, buffer.length);
        }
        items++;
        return export;
    }

    private Export write(Iterator<?> rows) throws IOException {
        if (!mediaType.equals(Export.JSON)) {
            throw new IllegalArgumentException(
                    "data set " + name + " has media type " + mediaType + ": rows need " + Export.JSON);
        }
        while (rows.hasNext()) {
            byte[] row = ROWS.writeValueAsBytes(rows.next());
            if (piece.size() + row.length + 1 > Export.MAX_FRAGMENT) {
                flush();
            }
            add(row, row.length);
            add(new byte[] {'\n'}, 1);
            items++;
        }
        return export;
    }

    private void add(byte[] bytes, int length) {
        int from = 0;
        while (from < length) {
            int part = Math.min(length - from, Export.MAX_FRAGMENT - piece.size());
            piece.write(bytes, from, part);
            from += part;
            if (piece.size() == Export.MAX_FRAGMENT) {
                flush();
            }
        }
    }

    /** Rows and files so far. */
    long items() {
        return items;
    }

    void flush() {
        if (piece.size() > 0) {
            export.emit(name, mediaType, piece.toByteArray());
            piece.reset();
        }
    }
}
