package io.lethe.request;

import io.lethe.lifecycle.Catalogue;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.SubjectEvent.ServiceDefined;
import io.lethe.lifecycle.SubjectEvent.ServiceRemoved;
import io.lethe.schemas.ServiceChanged;
import io.lethe.store.CatalogueRow;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The task's own catalogue: rows in the store, and read once into memory. */
final class CatalogueStore {
    private final KeyValueStore<String, CatalogueRow> rows;
    private Catalogue catalogue = Catalogue.EMPTY;

    CatalogueStore(KeyValueStore<String, CatalogueRow> rows) {
        this.rows = rows;
        try (KeyValueIterator<String, CatalogueRow> all = rows.all()) {
            while (all.hasNext()) {
                KeyValue<String, CatalogueRow> row = all.next();
                catalogue = with(row.key, row.value);
            }
        }
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** Takes a change; one that is not newer than the row it changes has no effect. */
    List<Event> apply(ServiceChanged change) {
        String name = change.getName();
        CatalogueRow old = rows.get(name);
        boolean removed = change.getDefinition() == null;
        if (old == null ? removed : old.version() >= change.getVersion()) {
            return List.of();
        }
        CatalogueRow row =
                new CatalogueRow(change.getVersion(), removed, removed ? old.definition() : change.getDefinition());
        rows.put(name, row);
        catalogue = with(name, row);
        return List.of(
                removed
                        ? new ServiceRemoved(name, change.getVersion())
                        : new ServiceDefined(name, change.getVersion()));
    }

    private Catalogue with(String name, CatalogueRow row) {
        Catalogue defined = catalogue.defining(row.version(), row.definition());
        return row.removed() ? defined.removing(row.version(), name) : defined;
    }
}
