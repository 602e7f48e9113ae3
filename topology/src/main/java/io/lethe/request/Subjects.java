package io.lethe.request;

import io.lethe.store.SubjectRow;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The subjects of one task: its store, and the rows used last as objects. A request's answers come close together: a row that was just changed need not
 * be read back from its bytes for each of them, nor be turned into bytes more than once for each commit. {@link #write} is called at the beginning of every
 * commit, so that the store changes in the transaction of the inputs that changed the row. The task is the store's only writer; after a crash, an aborted
 * transaction or a rebalance the task, and this with it, is made anew, and the inputs are read again.
 */
final class Subjects {
    /** Parts of rows that are kept, each some hundred bytes: a row counts by its size, since one subject may have hundreds of steps. */
    private static final int MOST_PARTS = 20_000;

    private final KeyValueStore<String, SubjectRow> store;
    private final LinkedHashMap<String, SubjectRow> recent = new LinkedHashMap<>(16, 0.75f, true);
    /** Subjects that the store does not yet show as they are; what is not recent either is gone. */
    private final Set<String> unwritten = new LinkedHashSet<>();

    private int parts;

    Subjects(KeyValueStore<String, SubjectRow> store) {
        this.store = store;
    }

    /** A subject's row; null: nothing is known of it. */
    SubjectRow get(String subjectId) {
        SubjectRow row = recent.get(subjectId);
        if (row == null && !unwritten.contains(subjectId)) {
            row = store.get(subjectId);
            remember(subjectId, row);
        }
        return row;
    }

    void put(String subjectId, SubjectRow row) {
        forget(subjectId);
        unwritten.add(subjectId);
        remember(subjectId, row);
    }

    void delete(String subjectId) {
        forget(subjectId);
        unwritten.add(subjectId);
    }

    /** Brings the store up to date. */
    void write() {
        unwritten.forEach(subjectId -> write(subjectId, recent.get(subjectId)));
        unwritten.clear();
    }

    private void write(String subjectId, SubjectRow row) {
        if (row == null) {
            store.delete(subjectId);
        } else {
            store.put(subjectId, row);
        }
    }

    private void remember(String subjectId, SubjectRow row) {
        if (row == null) {
            return;
        }
        recent.put(subjectId, row);
        parts += row.state().parts();
        Iterator<Map.Entry<String, SubjectRow>> eldest = recent.entrySet().iterator();
        while (parts > MOST_PARTS && eldest.hasNext()) {
            Map.Entry<String, SubjectRow> entry = eldest.next();
            parts -= entry.getValue().state().parts();
            if (unwritten.remove(entry.getKey())) {
                store.put(entry.getKey(), entry.getValue());
            }
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
