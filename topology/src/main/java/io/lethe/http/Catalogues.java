package io.lethe.http;

import io.lethe.lifecycle.Catalogue;
import io.lethe.query.Partitions;
import io.lethe.query.Rows;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.store.CatalogueRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

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

    /** Whether every partition decides with this definition and has taken every change up to a version: none of them can replace it any more. */
    boolean isActive(ServiceDefinition definition, long version) {
        ServiceChange change = new ServiceChange(definition.getName(), 0, definition);
        return catalogues().allMatch(catalogue -> {
            CatalogueRow row = catalogue.get(change.name());
            return row != null && change.isIn(row) && hasTaken(catalogue, version);
        });
    }

    /** Whether every partition has taken every change up to a version; not sure, and so false, where the last one was refused. */
    boolean haveTaken(long version) {
        return catalogues().allMatch(catalogue -> hasTaken(catalogue, version));
    }

    /** Changes come in the order of their versions, so that a later one says that the earlier ones have come. */
    private static boolean hasTaken(SortedMap<String, CatalogueRow> catalogue, long version) {
        return version == 0 || catalogue.values().stream().anyMatch(row -> row.version() >= version);
    }

    /** What a service is, or was last, as the first partition that has heard of it knows; empty: none has. */
    Optional<ServiceDefinition> known(String name) {
        return catalogues()
                .flatMap(catalogue -> Stream.ofNullable(catalogue.get(name)))
                .map(CatalogueRow::definition)
                .findFirst();
    }

    private Stream<SortedMap<String, CatalogueRow>> catalogues() {
        return partitions.all().mapToObj(rows::catalogue);
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
