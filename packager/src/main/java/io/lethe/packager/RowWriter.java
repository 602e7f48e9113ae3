package io.lethe.packager;

import com.fasterxml.jackson.core.JsonParser;
import io.lethe.schemas.ExportFormat;
import java.io.IOException;
import java.io.OutputStream;

/** Writes rows in one format; closing it ends the document and leaves the stream open. */
interface RowWriter extends AutoCloseable {
    /** Writes the row whose first token the parser stands on; it is left on the row's last. */
    void row(JsonParser row) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * A writer of the wanted format.
     *
     * @param scan what will come
     * @param name name of the data set
     */
    static RowWriter of(ExportFormat format, OutputStream out, Scan scan, String name) throws IOException {
        return switch (format) {
            case CSV -> new CsvRows(out, scan.columns());
            case XML -> new XmlRows(out, name);
            case JSON -> new JsonRows(out);
        };
    }

    /** Ending of file names of a format. */
    static String extension(ExportFormat format) {
        return switch (format) {
            case CSV -> "csv";
            case XML -> "xml";
            case JSON -> "json";
        };
    }
}
