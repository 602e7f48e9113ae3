package io.lethe.query;

import io.lethe.store.CatalogueRow;
import io.lethe.store.RequestRow;
import io.lethe.store.Stores;
import io.lethe.store.SubjectRow;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Rows as this instance's active tasks have written them: a subject's as of the last commit, a request's own at once. What is not committed yet comes again
 * the same after a crash, since decisions depend on the log alone.
 */
public final class StreamsRows implements Rows {
    private final KafkaStreams streams;
    private final Locator locator;
    private final Map<Place, ReadOnlyKeyValueStore<String, ?>> stores = new ConcurrentHashMap<>();

    private record Place(String store, int partition) {}

    /** Reads through a Streams instance, after the locator agreed. */
    public StreamsRows(KafkaStreams streams, Locator locator) {
        this.streams = streams;
        this.locator = locator;
    }

    @Override
    public Optional<RequestRow> request(int partition, String requestId) {
        return this.<RequestRow, Optional<RequestRow>>read(
                Stores.REQUESTS, partition, store -> Optional.ofNullable(store.get(requestId)));
    }

    @Override
    public Optional<SubjectRow> subject(int partition, String subjectId) {
        return this.<SubjectRow, Optional<SubjectRow>>read(
                Stores.SUBJECTS, partition, store -> Optional.ofNullable(store.get(subjectId)));
    }

    @Override
    public SortedMap<String, RequestRow> requests(int partition, String after, int most) {
        return this.<RequestRow, SortedMap<String, RequestRow>>read(Stores.REQUESTS, partition, store -> {
            try (KeyValueIterator<String, RequestRow> rows = store.range(after.isEmpty() ? null : after, null)) {
                return taken(rows, after, most);
            }
        });
    }

    @Override
    public SortedMap<String, CatalogueRow> catalogue(int partition) {
        return this.<CatalogueRow, SortedMap<String, CatalogueRow>>read(Stores.CATALOGUE, partition, store -> {
            try (KeyValueIterator<String, CatalogueRow> rows = store.all()) {
                return taken(rows, "", Integer.MAX_VALUE);
            }
        });
    }

    private static <V> SortedMap<String, V> taken(KeyValueIterator<String, V> rows, String after, int most) {
        SortedMap<String, V> found = new TreeMap<>();
        while (found.size() < most && rows.hasNext()) {
            KeyValue<String, V> row = rows.next();
            if (!row.key.equals(after)) {
                found.put(row.key, row.value);
            }
        }
        return found;
    }

    /** Made once: it looks up the running task in every call, whatever threads and partitions have come and gone since. */
    @SuppressWarnings("unchecked")
    private <V> ReadOnlyKeyValueStore<String, V> store(String name, int partition) {
        return (ReadOnlyKeyValueStore<String, V>) stores.computeIfAbsent(
                new Place(name, partition),
                place -> streams.store(
                        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore())
                                .withPartition(partition)));
    }

    private <V, T> T read(String name, int partition, Function<ReadOnlyKeyValueStore<String, V>, T> reading) {
        locator.requireHere(partition);
        try {
            return reading.apply(this.<V>store(name, partition));
        } catch (InvalidStateStoreException e) {
            throw new NotReadableException("partition " + partition + " moves or restores", e);
        } catch (StreamsException | IllegalStateException e) {
            throw new NotReadableException("the stream is " + streams.state(), e);
        }
    }
}
