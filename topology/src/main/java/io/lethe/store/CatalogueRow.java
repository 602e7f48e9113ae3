package io.lethe.store;

import io.lethe.schemas.ServiceDefinition;

/**
 * A service as a task knows it, in the store {@link Stores#CATALOGUE} under the service's name.
 *
 * @param version version of the catalogue with which it came
 * @param removed removed: kept because open requests still ask it
 * @param definition its last definition
 */
public record CatalogueRow(long version, boolean removed, ServiceDefinition definition) {}
