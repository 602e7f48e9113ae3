package io.lethe.packager;

import io.lethe.storage.ExportStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Does what another store does; for stores that differ in something. */
abstract class StoreAround implements ExportStore {
    final ExportStore store;

    StoreAround(ExportStore store) {
        this.store = store;
    }

    @Override
    public void put(String key, Content content) throws IOException {
        store.put(key, content);
    }

    @Override
    public void delete(String key) throws IOException {
        store.delete(key);
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
}
