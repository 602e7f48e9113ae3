package io.lethe.http;

import io.lethe.query.NotReadableException;
import io.lethe.query.Rows;
import io.lethe.store.CatalogueRow;
import io.lethe.store.RequestRow;
import io.lethe.store.Stores;
import io.lethe.store.SubjectRow;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Rows of the test driver's only partition. */
final class DriverRows implements Rows {
    /** Whether the partition can be read; if not, it moves. */
    volatile boolean readable = true;

    private final TopologyTestDriver driver;

    DriverRows(TopologyTestDriver driver) {
        this.driver = driver;
    }

    @Override
    public Optional<RequestRow> request(int partition, String requestId) {
        return Optional.ofNullable(this.<RequestRow>store(Stores.REQUESTS).get(requestId));
    }

    @Override
    public Optional<SubjectRow> subject(int partition, String subjectId) {
        return Optional.ofNullable(this.<SubjectRow>store(Stores.SUBJECTS).get(subjectId));
    }

    @Override
    public SortedMap<String, RequestRow> requests(int partition, String after, int most) {
        SortedMap<String, RequestRow> all = this.<RequestRow>all(Stores.REQUESTS);
        SortedMap<String, RequestRow> found = new TreeMap<>();
        all.tailMap(after + '\0').entrySet().stream()
                .limit(most)
                .forEach(row -> found.put(row.getKey(), row.getValue()));
        return found;
    }

    @Override
    public SortedMap<String, CatalogueRow> catalogue(int partition) {
        return all(Stores.CATALOGUE);
    }

    private <V> SortedMap<String, V> all(String name) {
        SortedMap<String, V> all = new TreeMap<>();
        try (KeyValueIterator<String, V> rows = this.<V>store(name).all()) {
            rows.forEachRemaining(row -> all.put(row.key, row.value));
        }
        return all;
    }

    private <V> KeyValueStore<String, V> store(String name) {
        if (!readable) {
            throw new NotReadableException("partition 0 moves or restores");
        }
        return driver.getKeyValueStore(name);
    }
}
