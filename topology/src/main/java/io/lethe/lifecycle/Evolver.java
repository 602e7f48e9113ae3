package io.lethe.lifecycle;

import java.time.Instant;

/** Folds events into states. */
public final class Evolver {
    private Evolver() {}

    /**
     * The state after an event.
     *
     * @param state state before
     * @param event what was decided
     * @param at time of the input that led to it
     */
    public static SubjectState evolve(SubjectState state, Event event, Instant at) {
        return event.apply(state, at);
    }
}
