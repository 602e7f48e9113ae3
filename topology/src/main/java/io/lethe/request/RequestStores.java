package io.lethe.request;

import io.lethe.store.ForgettingStore;
import io.lethe.store.RowSerdes;
import io.lethe.store.Stores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Declares the stores, each once. All that hold rows have a changelog: there is no other way back to them within the time a restart may take. None of these has a
 * record cache: what is rewritten with every input is written back at commits alone.
 */
public final class RequestStores {
    private RequestStores() {}

    /**
     * All stores of the request step.
     *
     * @param changelog settings of the changelog topics: they decide when what was forgotten is gone from disk
     */
    public static List<StoreBuilder<?>> builders(Map<String, String> changelog) {
        return List.of(
                CommitSignal.builder(Stores.COMMIT_SIGNAL),
                store(Stores.SUBJECTS, Serdes.String(), RowSerdes.subjects(), changelog),
                store(Stores.META, Serdes.String(), Serdes.Long(), changelog),
                store(Stores.REQUESTS, Serdes.String(), RowSerdes.requests(), changelog),
                store(Stores.IDENTITIES, Serdes.String(), RowSerdes.identities(), changelog),
                store(Stores.TIMERS, Serdes.Bytes(), Serdes.ByteArray(), changelog),
                store(Stores.CATALOGUE, Serdes.String(), RowSerdes.catalogue(), changelog));
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(
            String name, Serde<K> key, Serde<V> value, Map<String, String> changelog) {
        Map<String, String> settings = new HashMap<>(changelog);
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Stores.MAX_ROW_BYTES));
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(ForgettingStore.supplier(name), key, value)
                .withLoggingEnabled(settings);
    }
}
