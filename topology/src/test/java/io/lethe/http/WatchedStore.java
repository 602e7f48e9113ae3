package io.lethe.http;

import io.lethe.storage.ExportStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that knows how many of its files are being read, and is away when the test says so. */
final class WatchedStore implements ExportStore {
    final AtomicInteger open = new AtomicInteger();
    volatile boolean away;

    private final ExportStore store;

    WatchedStore(ExportStore store) {
        this.store = store;
    }

    @Override
    public Optional<Stored> open(String key) throws IOException {
        if (away) {
            throw new IOException("the store does not answer");
        }
        return store.open(key).map(file -> {
            open.incrementAndGet();
            return new Stored(new Watched(file.bytes()), file.size());
        });
    }

    private final class Watched extends FilterInputStream {
        private final AtomicBoolean closed = new AtomicBoolean();

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!closed.getAndSet(true)) {
                open.decrementAndGet();
            }
        }
    }

    @Override
    public void put(String key, Content content) throws IOException {
        store.put(key, content);
    }

    @Override
    public boolean exists(String key) throws IOException {
        return store.exists(key);
    }

    @Override
    public void delete(String key) throws IOException {
        store.delete(key);
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
}
