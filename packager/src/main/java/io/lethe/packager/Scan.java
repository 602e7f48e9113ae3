package io.lethe.packager;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A first look over a data set's rows, so that what is written then is never left half way: how many rows, which columns.
 *
 * @param rows how many
 * @param columns names of the fields, in the order in which they first come
 */
record Scan(long rows, Set<String> columns) {
    /** Column of a row that is a plain value. */
    static final String VALUE = "value";

    private static final int MOST_COLUMNS = 2_000;
    private static final long LARGEST_ROW = 16L * 1024 * 1024;

    /** Looks at the rows; empty when they are not what their media type says, or too large to be turned into another format. */
    static Optional<Scan> of(InputStream bytes, String mediaType) throws IOException {
        Looking looking = new Looking();
        try {
            Rows.read(bytes, mediaType, looking::look);
        } catch (JacksonException | CharConversionException e) {
            // The second is what the CSV parser and the one for UTF-32 say of bytes that are no text.
            return Optional.empty();
        }
        return looking.tooLarge ? Optional.empty() : Optional.of(new Scan(looking.rows, looking.columns));
    }

    private static final class Looking {
        private final Set<String> columns = new LinkedHashSet<>();
        private long rows;
        private boolean tooLarge;

        void look(JsonParser row) throws IOException {
            rows++;
            long before = row.currentLocation().getByteOffset();
            if (row.currentToken() == JsonToken.START_OBJECT) {
                while (row.nextToken() == JsonToken.FIELD_NAME) {
                    add(row.currentName());
                    row.nextToken();
                    row.skipChildren();
                }
            } else {
                add(VALUE);
                row.skipChildren();
            }
            tooLarge |= row.currentLocation().getByteOffset() - before > LARGEST_ROW;
        }

        private void add(String column) {
            if (columns.size() < MOST_COLUMNS) {
                columns.add(column);
            } else {
                tooLarge |= !columns.contains(column);
            }
        }
    }
}
