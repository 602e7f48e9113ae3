package io.lethe.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Objects under keys. An object is there whole or not at all, whatever dies while it is written, and is there for every other instance once it
 * was written. Keys are {@value #KEY} without {@code ..}; they name no person. Thread-safe.
 */
public interface ExportStore extends AutoCloseable {
    /** What keys look like. */
    String KEY = "[A-Za-z0-9_-][A-Za-z0-9_./-]{0,400}";

    /** Writes an object's bytes. */
    @FunctionalInterface
    interface Content {
        /** Writes all of it and leaves the stream open. What throws leaves no object. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * An object that is being read.
     *
     * @param bytes its bytes, the caller's to close
     * @param size how many
     */
    record Stored(InputStream bytes, long size) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    /**
     * An object in a list.
     *
     * @param key its key
     * @param size bytes
     * @param modifiedAt when it was written
     */
    record Entry(String key, long size, Instant modifiedAt) {}

    /** Writes an object, in place of what stands under the key; on return it is durable. */
    void put(String key, Content content) throws IOException;

    /** Opens an object; empty when there is none. */
    Optional<Stored> open(String key) throws IOException;

    /** Whether there is an object. */
    boolean exists(String key) throws IOException;

    /** Deletes an object; none is as good. */
    void delete(String key) throws IOException;

    /** Objects whose keys begin so, in the order of their keys. */
    List<Entry> list(String prefix) throws IOException;

    /** Takes away what was begun before a time and never finished; how many that were. */
    int discardUnfinished(Instant before) throws IOException;

    @Override
    void close();

    /**
     * Refuses what is no key.
     *
     * @throws IllegalArgumentException naming it
     */
    static String checked(String key) {
        if (!key.matches(KEY) || key.contains("..")) {
            throw new IllegalArgumentException("'" + key + "' is no key, expected " + KEY + " without ..");
        }
        return key;
    }
}
