package io.lethe.http;

import io.lethe.query.Rows;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.store.CatalogueRow;
import java.util.SortedMap;
import java.util.TreeMap;

/** The catalogue as the partitions know it. */
final class Catalogues {
    private final Rows rows;
    private final int partitions;

    Catalogues(Rows rows, int partitions) {
        this.rows = rows;
        this.partitions = partitions;
    }

    /** Active services by name, as the first partition knows them. */
    SortedMap<String, ServiceDefinition> active() {
        SortedMap<String, ServiceDefinition> active = new TreeMap<>();
        rows.catalogue(0).forEach((name, row) -> {
            if (!row.removed()) {
                active.put(name, row.definition());
            }
        });
        return active;
    }

    /** Whether every partition has taken a change: from then on every request is decided with it. */
    boolean isEverywhere(String name, long version) {
        for (int partition = 0; partition < partitions; partition++) {
            CatalogueRow row = rows.catalogue(partition).get(name);
            if (row == null || row.version() < version) {
                return false;
            }
        }
        return true;
    }
}
