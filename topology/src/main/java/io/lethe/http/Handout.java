package io.lethe.http;

import io.lethe.storage.ExportStore.Stored;
import java.io.FilterInputStream;
import java.io.IOException;

/** A file on its way to a caller, with the place that it takes among them: closing it gives both back. Whoever writes an answer closes what it was written from. */
final class Handout extends FilterInputStream {
    private final long size;
    private final Places.Held place;

    Handout(Stored file, Places.Held place) {
        super(file.bytes());
        this.size = file.size();
        this.place = place;
    }

    /** Bytes of the whole file. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            place.close();
        }
    }
}
