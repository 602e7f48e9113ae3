package io.lethe.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** All stores of a process together keep within one budget. */
class BoundedMemoryTest {
    private static final int STORES = 8;
    private static final long BUDGET = 16L * 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    void shouldKeepWriteBuffersOfAllStoresWithinOneBudget() throws RocksDBException {
        RocksDB.loadLibrary();
        Options[] options = new Options[STORES];
        RocksDB[] stores = new RocksDB[STORES];
        for (int i = 0; i < STORES; i++) {
            options[i] = options();
            stores[i] = RocksDB.open(options[i], directory.resolve("store" + i).toString());
        }

        // As with a disk too slow for the writes: else the machine decides how much is let go of meanwhile.
        for (RocksDB store : stores) {
            store.pauseBackgroundWork();
        }
        // Less than one write buffer each: alone, none would have a reason to let go of its 3 MB.
        byte[] value = new byte[64 * 1024];
        for (int row = 0; row < 50; row++) {
            put(("row" + row).getBytes(UTF_8), value, stores);
        }
        assertThat(inMemory(stores)).isGreaterThan(BUDGET);
        for (RocksDB store : stores) {
            store.continueBackgroundWork();
        }

        await().untilAsserted(() -> {
            // Stores look at the budget when a row is written.
            put("next row".getBytes(UTF_8), new byte[1], stores);
            assertThat(inMemory(stores)).isLessThan(BUDGET);
        });
        for (int i = 0; i < STORES; i++) {
            stores[i].close();
            options[i].close();
        }
    }

    private static void put(byte[] key, byte[] value, RocksDB... stores) throws RocksDBException {
        for (RocksDB store : stores) {
            store.put(key, value);
        }
    }

    private static long inMemory(RocksDB... stores) throws RocksDBException {
        long bytes = 0;
        for (RocksDB store : stores) {
            bytes += store.getLongProperty("rocksdb.cur-size-all-mem-tables");
        }
        return bytes;
    }

    private static Options options() {
        Options options = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
        new BoundedMemory().setConfig("store", options, Map.of(BoundedMemory.MIB, 16));
        return options;
    }
}
