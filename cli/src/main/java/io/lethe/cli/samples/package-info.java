/**
 * A sample company whose services hold made-up customers in real stores: two PostgreSQL databases, documents in an S3
 * store, and a compacted Kafka topic. {@link io.lethe.cli.samples.SampleStores} starts, fills and counts them.
 */
package io.lethe.cli.samples;
