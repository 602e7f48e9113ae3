package io.lethe.http;

import io.lethe.lifecycle.Catalogue;
import io.lethe.query.Partitions;
import io.lethe.query.Rows;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.store.CatalogueRow;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The catalogue as the partitions know it. */
final class Catalogues {
    private final Rows rows;
    private final Partitions partitions;

    Catalogues(Rows rows, Partitions partitions) {
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

    /** The catalogue that a partition decides with. */
    Catalogue at(int partition) {
        Catalogue catalogue = Catalogue.EMPTY;
        for (Map.Entry<String, CatalogueRow> entry : rows.catalogue(partition).entrySet()) {
            CatalogueRow row = entry.getValue();
            catalogue = catalogue.defining(row.version(), row.definition());
            catalogue = row.removed() ? catalogue.removing(row.version(), entry.getKey()) : catalogue;
        }
        return catalogue;
    }

    /** How far a change has come; a partition that has not taken it counts more than one that has taken a later one. */
    Standing standing(ServiceChange change) {
        List<Standing> standings = partitions
                .all()
                .mapToObj(partition -> standing(partition, change))
                .toList();
        if (standings.contains(Standing.PENDING)) {
            return Standing.PENDING;
        }
        return standings.contains(Standing.REPLACED) ? Standing.REPLACED : Standing.ACTIVE;
    }

    private Standing standing(int partition, ServiceChange change) {
        CatalogueRow row = rows.catalogue(partition).get(change.name());
        if (row == null || row.version() < change.version()) {
            return Standing.PENDING;
        }
        return change.isIn(row) ? Standing.ACTIVE : Standing.REPLACED;
    }

    /** Whether every partition has this definition already. */
    boolean isActive(ServiceDefinition definition) {
        return standing(new ServiceChange(definition.getName(), 0, definition)) == Standing.ACTIVE;
    }

    /** How far a change has come. */
    enum Standing {
        /** Some partition has not taken it. */
        PENDING,
        /** Every partition decides with it. */
        ACTIVE,
        /** A later change of the service says something else. */
        REPLACED
    }
}
