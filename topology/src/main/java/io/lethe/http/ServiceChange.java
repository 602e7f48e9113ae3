package io.lethe.http;

import io.lethe.schemas.ServiceDefinition;
import io.lethe.store.CatalogueRow;

/**
 * A published change of the catalogue.
 *
 * @param name the service
 * @param version version of the catalogue with it
 * @param definition what the service is from then on; null: it is removed
 */
record ServiceChange(String name, long version, ServiceDefinition definition) {

    /** Whether a row says what the change does. */
    boolean isIn(CatalogueRow row) {
        return definition == null
                ? row.removed()
                : !row.removed() && row.definition().equals(definition);
    }
}
