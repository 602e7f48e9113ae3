/**
 * Avro records in the Confluent wire format, over the Confluent schema registry's REST interface.
 *
 * <p>The serde classes are loaded by name and take Confluent's configuration keys, so that Confluent's own
 * {@code io.confluent.kafka.streams.serdes.avro.SpecificAvroSerde} can stand in their place.
 *
 * <p>Errors say what to do with a record. {@link io.lethe.serde.MalformedRecordException}, {@link
 * io.lethe.serde.UnknownSchemaException} and {@link io.lethe.serde.IncompatibleSchemaException} condemn the record or
 * the schema: another try ends the same. {@link io.lethe.serde.RegistryUnavailableException} says nothing about the
 * record: try again. {@link io.lethe.serde.RegistryRefusedException} says nothing about the record either: somebody has
 * to put the configuration right.
 */
package io.lethe.serde;
