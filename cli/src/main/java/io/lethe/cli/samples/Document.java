package io.lethe.cli.samples;

import java.time.Instant;

/** A made-up document about a customer. */
record Document(String customerId, Instant createdAt, String kind, String text) {}
