package io.lethe.packager;

import io.lethe.storage.ExportStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store under a process that dies at its n-th step: before each change, within what is written, and after each change. */
final class BreakingStore implements ExportStore {
    private final ExportStore store;
    private int steps;

    /** The process has died. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    BreakingStore(ExportStore store, int steps) {
        this.store = store;
        this.steps = steps;
    }

    /** Whether it never came to its last step. */
    boolean isAlive() {
        return steps > 0;
    }

    private void step() {
        if (--steps <= 0) {
            throw new Killed();
        }
    }

    @Override
    public void put(String key, Content content) throws IOException {
        step();
        store.put(key, out -> content.writeTo(new Dying(out)));
        step();
    }

    @Override
    public void delete(String key) throws IOException {
        step();
        store.delete(key);
        step();
    }

    @Override
    public Optional<Stored> open(String key) throws IOException {
        return store.open(key);
    }

    @Override
    public boolean exists(String key) throws IOException {
        return store.exists(key);
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public int discardUnfinished(Instant before) throws IOException {
        return store.discardUnfinished(before);
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Dying extends FilterOutputStream {
        Dying(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            step();
            out.write(bytes, from, length / 2);
            step();
            out.write(bytes, from + length / 2, length - length / 2);
        }
    }
}
