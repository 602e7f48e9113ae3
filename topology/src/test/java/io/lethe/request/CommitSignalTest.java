package io.lethe.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver commits after each input. A signal that Streams no longer gives would show here and not as rows that a crash loses. */
class CommitSignalTest {
    @TempDir
    Path directory;

    private final List<String> heard = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"1048576", "0"})
    void shouldRunOnceForEachCommitAndWriteInIt(String cacheBytes) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "signal",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "localhost:1",
                StreamsConfig.STATE_DIR_CONFIG,
                directory.toString(),
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                cacheBytes));
        try (var driver = new TopologyTestDriver(topology(), settings)) {
            var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput("a", "1");
            assertThat(heard).containsExactly("a");
            in.pipeInput("b", "2");
            assertThat(heard).containsExactly("a", "b");

            assertThat(driver.<String, String>getKeyValueStore("rows").get("b")).isEqualTo("2");
            var changelog = driver.createOutputTopic(
                    "signal-rows-changelog", new StringDeserializer(), new StringDeserializer());
            assertThat(changelog.readKeyValuesToMap()).isEqualTo(Map.of("a", "1", "b", "2"));
        }
    }

    private Topology topology() {
        Topology topology = new Topology();
        topology.addSource("in", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("writer", Writer::new, "in");
        topology.addStateStore(CommitSignal.builder("commits"), "writer");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("rows"), Serdes.String(), Serdes.String()),
                "writer");
        return topology;
    }

    /** Writes its input's row when the commit begins. */
    private final class Writer extends ContextualProcessor<String, String, Void, Void> {
        private CommitSignal signal;
        private KeyValueStore<String, String> rows;
        private Record<String, String> last;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            signal = context.getStateStore("commits");
            rows = context.getStateStore("rows");
            signal.onCommit(this::write);
        }

        @Override
        public void process(Record<String, String> record) {
            last = record;
            signal.raise();
            signal.raise();
        }

        private void write() {
            rows.put(last.key(), last.value());
            if (!heard.contains(last.key())) {
                heard.add(last.key());
            }
        }
    }
}
