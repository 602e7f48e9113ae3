package io.lethe.lifecycle;

import java.time.Instant;

/**
 * A line of a request's history that cannot be read off its steps.
 *
 * @param at when
 * @param event name of the event
 * @param code what the reader needs with it; null: nothing
 */
public record Milestone(Instant at, String event, String code) {}
