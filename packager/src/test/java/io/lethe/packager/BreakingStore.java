package io.lethe.packager;

import io.lethe.storage.ExportStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A store under a process that dies at its n-th step: before each change, within what is written, and after each change. */
final class BreakingStore extends StoreAround {
    private int steps;

    /** The process has died. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    BreakingStore(ExportStore store, int steps) {
        super(store);
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
