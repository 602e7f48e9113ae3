package io.lethe.query;

import io.lethe.store.RequestRow;

/**
 * Where a request stands.
 *
 * @param partition partition of its subject
 * @param row its row
 */
public record RequestPlace(int partition, RequestRow row) {}
