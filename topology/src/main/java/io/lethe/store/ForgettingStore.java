package io.lethe.store;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBatchInterface;

/**
 * A store whose deleted rows leave the disk. RocksDB marks a row as deleted and leaves its bytes where they are until files are merged, and its own choice of
 * files does not reach the oldest, largest one for a month or longer; the mark itself waits in memory for as long as little is written. Here what is in
 * memory becomes a file after {@link #FLUSH_EVERY} (at the next row written, and an hourly one is), files older than {@link #REWRITE_AFTER} are merged
 * with all later ones, which leaves neither row nor mark, and the list of files, which names each file's first and last key, begins anew with each change.
 * So a row is gone within {@code REWRITE_AFTER + 2 × (FLUSH_EVERY + 1 h)} of its deletion, and of its mark's being restored from a changelog: 20 hours.
 *
 * <p>This holds for standby stores too: what they read goes the same way. RocksDB has no setting for the age of what is in memory, and Kafka Streams no
 * call that makes a file of it; RocksDB's limit on range deletions in memory is both: one that covers no row, in a store that allows none, does it.
 */
public final class ForgettingStore extends RocksDBStore {
    /** How long rows and marks may stay in memory alone, at most an hour longer. */
    static final Duration FLUSH_EVERY = Duration.ofHours(3);

    /** Age at which a file is merged with what was written after it. */
    static final Duration REWRITE_AFTER = Duration.ofHours(12);

    private static final String METRICS_SCOPE = "rocksdb";
    /** No row is here: no key of a store begins with this byte. */
    private static final byte[] NOWHERE = {(byte) 0xFF};

    private static final byte[] AFTER_NOWHERE = {(byte) 0xFF, 0};

    private final long flushEvery;
    private final LongSupplier nanoTime;
    private long flushedAt;

    /** Which store, how often, by which clock. */
    ForgettingStore(String name, Duration flushEvery, LongSupplier nanoTime) {
        super(name, METRICS_SCOPE);
        this.flushEvery = flushEvery.toNanos();
        this.nanoTime = nanoTime;
        this.flushedAt = nanoTime.getAsLong();
    }

    /** What it needs of RocksDB. */
    static void configure(Options options) {
        options.setMemtableMaxRangeDeletions(1);
        options.setPeriodicCompactionSeconds(REWRITE_AFTER.toSeconds());
        options.setMaxManifestFileSize(1);
    }

    /** Makes the stores of a name, one for each task. */
    public static KeyValueBytesStoreSupplier supplier(String name) {
        return new Supplier(name);
    }

    private record Supplier(String name) implements KeyValueBytesStoreSupplier {
        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new ForgettingStore(name, FLUSH_EVERY, System::nanoTime);
        }

        @Override
        public String metricsScope() {
            return METRICS_SCOPE;
        }
    }

    @Override
    public synchronized void put(Bytes key, byte[] value) {
        try {
            flushWhenItIsTime();
        } catch (RocksDBException e) {
            throw new ProcessorStateException("store " + name() + " cannot make a file of what is in memory", e);
        }
        super.put(key, value);
    }

    /** Several rows, as they are restored from the changelog. */
    @Override
    public void write(WriteBatchInterface rows) throws RocksDBException {
        flushWhenItIsTime();
        super.write(rows);
    }

    private void flushWhenItIsTime() throws RocksDBException {
        long now = nanoTime.getAsLong();
        if (isOpen() && now - flushedAt >= flushEvery) {
            flushedAt = now;
            try (WriteBatch nothing = new WriteBatch()) {
                nothing.deleteRange(NOWHERE, AFTER_NOWHERE);
                // The next row that is written finds the limit reached, and leaves what is there to be made a file.
                super.write(nothing);
            }
        }
    }
}
