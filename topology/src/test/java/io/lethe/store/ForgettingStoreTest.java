package io.lethe.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** The bytes of the files themselves: what a store answers says nothing of them. */
class ForgettingStoreTest {
    private static final Bytes ALICE = key("alice@example.org");
    private static final byte[] WORDS = "I have moved to Lisbon".getBytes(UTF_8);
    private static final Duration FLUSH_EVERY = ForgettingStore.FLUSH_EVERY;

    @TempDir
    Path directory;

    private ForgettingStore store;
    private long nanos;

    /** A file is old after a second. */
    public static final class ShortDay implements RocksDBConfigSetter {
        @Override
        public void setConfig(String store, Options options, Map<String, Object> settings) {
            new BoundedMemory().setConfig(store, options, settings);
            options.setPeriodicCompactionSeconds(1);
        }

        @Override
        public void close(String store, Options options) {}
    }

    @BeforeEach
    void open() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "forgetting");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, ShortDay.class);
        settings.put(BoundedMemory.MIB, 16);
        var context = new MockProcessorContext<Void, Void>(settings, new TaskId(0, 0), directory.toFile());
        store = new ForgettingStore("rows", FLUSH_EVERY, () -> nanos);
        store.init(context.getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldLeaveNothingOfADeletedRowInAnyFile() throws IOException {
        writeManyRows();
        store.put(ALICE, WORDS);
        timePasses();
        await().untilAsserted(() -> assertThat(filesWith("alice@")).isNotEmpty());
        assertThat(filesWith("Lisbon")).isNotEmpty();

        store.delete(ALICE);

        await().untilAsserted(() -> {
            timePasses();
            assertThat(filesWith("alice@")).isEmpty();
            assertThat(filesWith("Lisbon")).isEmpty();
        });
        assertThat(store.get(key("row 7"))).isNotNull();
    }

    @Test
    void shouldMakeAFileOfWhatWasRestoredWithoutAnyWriteOfItsOwn() throws Exception {
        restore(ALICE, WORDS);
        restore(key("heartbeat"), new byte[0]);
        assertThat(filesWith("alice@")).isEmpty();

        nanos += FLUSH_EVERY.toNanos();
        restore(key("heartbeat"), new byte[0]);

        await().untilAsserted(() -> assertThat(filesWith("alice@")).isNotEmpty());
    }

    /** Settings that the build above leaves as they are for a real deployment. */
    @Test
    void shouldRewriteFilesTwiceADay() {
        try (Options options = new Options()) {
            ForgettingStore.configure(options);
            assertThat(options.periodicCompactionSeconds())
                    .isEqualTo(Duration.ofHours(12).toSeconds());
        }
    }

    /** One large file, which RocksDB by itself leaves alone while small ones come. */
    private void writeManyRows() {
        byte[] value = new byte[1_000];
        for (int row = 0; row < 2_000; row++) {
            new Random(row).nextBytes(value);
            store.put(key("row " + row), value);
        }
    }

    private void timePasses() {
        nanos += FLUSH_EVERY.toNanos();
        store.put(key("heartbeat"), new byte[0]);
    }

    private void restore(Bytes key, byte[] value) throws RocksDBException {
        try (WriteBatch rows = new WriteBatch()) {
            rows.put(key.get(), value);
            store.write(rows);
        }
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("rocksdb/rows"))) {
            return files.filter(file -> holds(file, text)).toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.isRegularFile(file) && new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bytes key(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }
}
