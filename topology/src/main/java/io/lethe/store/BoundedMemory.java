package io.lethe.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One budget for all stores of a process: blocks, indexes, filters and write buffers share it, whatever the number of partitions. Kafka's default gives each
 * store of each partition 50 MB of cache and 48 MB of write buffers of its own, which with 36 stores is more than a machine may have. A store looks at the
 * budget when a row is written and then lets go of its write buffer; where the disk is slower than the writes, buffers wait for it beside the budget, 8 MiB for
 * a store at most. Named in the settings of Kafka Streams; the first store that opens decides the size.
 */
public final class BoundedMemory implements RocksDBConfigSetter {
    /** Key of the budget in the settings of Kafka Streams, a number of MiB. */
    public static final String MIB = "lethe.store.memory-mib";

    private static final long MEBIBYTE = 1024L * 1024;
    private static final int SHARD_BITS = 4;
    /** Part of the budget that blocks of data cannot take from indexes and filters. */
    private static final double FOR_INDEXES = 0.2;
    /** Small, so that many stores fit. */
    private static final long WRITE_BUFFER_BYTES = 4 * MEBIBYTE;

    private static final int WRITE_BUFFERS = 2;

    private static Shared shared;

    private record Shared(Cache cache, WriteBufferManager buffers) {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared budget = shared(((Number) configs.get(MIB)).longValue() * MEBIBYTE);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(budget.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(budget.buffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
        ForgettingStore.configure(options);
    }

    private static synchronized Shared shared(long bytes) {
        if (shared == null) {
            RocksDB.loadLibrary();
            Cache cache = new LRUCache(bytes, SHARD_BITS, false, FOR_INDEXES);
            shared = new Shared(cache, new WriteBufferManager(bytes / 2, cache));
        }
        return shared;
    }

    /** The budget outlives every store. */
    @Override
    public void close(String storeName, Options options) {}
}
