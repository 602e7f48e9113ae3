package io.lethe.query;

import io.lethe.store.CatalogueRow;
import io.lethe.store.RequestRow;
import io.lethe.store.SubjectRow;
import java.util.Optional;
import java.util.SortedMap;

/** The rows of this instance's stores. All throw {@link NotReadableException} where the partition's stores cannot be read here and now. */
public interface Rows {
    /** The row of a request. */
    Optional<RequestRow> request(int partition, String requestId);

    /** The row of a subject. */
    Optional<SubjectRow> subject(int partition, String subjectId);

    /**
     * Rows of requests in the order of their ids.
     *
     * @param after id behind which to start; empty: the first
     * @param most rows to read at most
     */
    SortedMap<String, RequestRow> requests(int partition, String after, int most);

    /** The catalogue as the partition knows it, removed services included. */
    SortedMap<String, CatalogueRow> catalogue(int partition);
}
