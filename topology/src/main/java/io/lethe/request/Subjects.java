package io.lethe.request;

import io.lethe.store.SubjectRow;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The subjects of one task: its store, and the rows used last as objects. A request's answers come close together, and a row that was just written
 * need not be read back from its bytes for each of them. The task is the store's only writer and everything is written through, so the two never differ; after
 * a crash or a rebalance the task, and this with it, is made anew.
 */
final class Subjects {
    /** Parts of rows that are kept, each some hundred bytes: a row counts by its size, since one subject may have hundreds of steps. */
    private static final int MOST_PARTS = 20_000;

    private final KeyValueStore<String, SubjectRow> store;
    private final LinkedHashMap<String, SubjectRow> recent = new LinkedHashMap<>(16, 0.75f, true);
    private int parts;

    Subjects(KeyValueStore<String, SubjectRow> store) {
        this.store = store;
    }

    /** A subject's row; null: nothing is known of it. */
    SubjectRow get(String subjectId) {
        SubjectRow row = recent.get(subjectId);
        if (row == null) {
            row = store.get(subjectId);
            remember(subjectId, row);
        }
        return row;
    }

    void put(String subjectId, SubjectRow row) {
        store.put(subjectId, row);
        forget(subjectId);
        remember(subjectId, row);
    }

    void delete(String subjectId) {
        store.delete(subjectId);
        forget(subjectId);
    }

    private void remember(String subjectId, SubjectRow row) {
        if (row == null) {
            return;
        }
        recent.put(subjectId, row);
        parts += row.state().parts();
        Iterator<Map.Entry<String, SubjectRow>> eldest = recent.entrySet().iterator();
        while (parts > MOST_PARTS && eldest.hasNext()) {
            parts -= eldest.next().getValue().state().parts();
            eldest.remove();
        }
    }

    private void forget(String subjectId) {
        SubjectRow row = recent.remove(subjectId);
        if (row != null) {
            parts -= row.state().parts();
        }
    }
}
