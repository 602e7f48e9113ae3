package io.lethe.cli.samples;

/**
 * A fingerprint of many rows that does not depend on their order.
 *
 * @param rows how many there are
 * @param sum sum of their hashes
 */
public record Checksum(long rows, String sum) {}
