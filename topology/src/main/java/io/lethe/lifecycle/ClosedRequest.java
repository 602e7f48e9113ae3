package io.lethe.lifecycle;

import java.time.Instant;

/** A request that has ended, as the subject's stub remembers it until it is forgotten. */
public record ClosedRequest(String requestId, Instant closedAt) {}
