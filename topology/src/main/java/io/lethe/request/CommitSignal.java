package io.lethe.request;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Runs an action at the beginning of each commit that follows inputs, while what it writes still belongs to that commit's transaction. Kafka Streams
 * has no such call for processors; what it does then is to write record caches to the stores below them. So this is a store with a record cache, one row and
 * nothing below: the row is written into the cache after each input, and when the cache is written out, the action runs. Where a deployment allows record
 * caches no memory, that is at once.
 */
final class CommitSignal implements StateStore {
    private static final Bytes ROW = Bytes.wrap(new byte[] {0});
    private static final byte[] NOTHING = new byte[0];

    private final String name;
    private final KeyValueStore<Bytes, byte[]> cache;
    private Runnable action = () -> {};
    private boolean raised;

    private CommitSignal(String name) {
        this.name = name;
        cache = Stores.keyValueStoreBuilder(new Supplier(name + "-cache"), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingDisabled()
                .build();
    }

    /** What runs from now on, for the processor of the task that begins. */
    void onCommit(Runnable first) {
        action = first;
        raised = false;
    }

    /** There is something to write before the next commit. */
    void raise() {
        if (!raised) {
            raised = true;
            cache.put(ROW, NOTHING);
        }
    }

    private void lower() {
        raised = false;
        action.run();
    }

    @Override
    public String name() {
        return name;
    }

    /** The task knows both: this one by its name, for the processor, and the one with the cache, to write it out. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        cache.init(context, cache);
    }

    /** The task closes the other by itself. */
    @Override
    public void close() {
        action = () -> {};
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return cache.isOpen();
    }

    /** What stands below the cache. */
    private final class Supplier implements KeyValueBytesStoreSupplier {
        private final String name;

        Supplier(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new SignalRow(name, CommitSignal.this::lower);
        }

        @Override
        public String metricsScope() {
            return "signal";
        }
    }

    /** Declares it; there is nothing to configure and nothing to log. */
    static StoreBuilder<CommitSignal> builder(String name) {
        return new Builder(name);
    }

    private record Builder(String name) implements StoreBuilder<CommitSignal> {
        @Override
        public CommitSignal build() {
            return new CommitSignal(name);
        }

        @Override
        public StoreBuilder<CommitSignal> withCachingEnabled() {
            return this;
        }

        /** Streams asks for this where a deployment gives record caches no memory: a cache of that size writes every row out at once. */
        @Override
        public StoreBuilder<CommitSignal> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitSignal> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("a signal holds nothing that could be restored");
        }

        @Override
        public StoreBuilder<CommitSignal> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
