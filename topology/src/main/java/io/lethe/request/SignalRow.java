package io.lethe.request;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store that keeps nothing and runs an action on each write. */
final class SignalRow implements KeyValueStore<Bytes, byte[]> {
    private final String name;
    private final Runnable onWrite;
    private boolean open;

    SignalRow(String name, Runnable onWrite) {
        this.name = name;
        this.onWrite = onWrite;
    }

    @Override
    public void put(Bytes key, byte[] value) {
        onWrite.run();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public byte[] get(Bytes key) {
        return null;
    }

    @Override
    public long approximateNumEntries() {
        return 0;
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        throw unsupported();
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> rows) {
        throw unsupported();
    }

    @Override
    public byte[] delete(Bytes key) {
        throw unsupported();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        throw unsupported();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        throw unsupported();
    }

    private UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException(name + " is a signal and holds no rows");
    }
}
