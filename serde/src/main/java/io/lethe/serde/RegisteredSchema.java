package io.lethe.serde;

import org.apache.avro.Schema;

/**
 * A schema as a registry holds it.
 *
 * @param subject name under which it is registered, {@code <topic>-value} or {@code <topic>-key}
 * @param version number within the subject, from 1
 * @param id number within the registry: the one that stands in records
 * @param schema the schema itself
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
