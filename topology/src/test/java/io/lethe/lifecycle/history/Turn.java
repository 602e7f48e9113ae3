package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Decision;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.SubjectState;
import java.time.Instant;
import java.util.List;

/**
 * One decision and what surrounds it.
 *
 * @param stimulus what came
 * @param before state before
 * @param dueBefore when the subject was to be woken; null: never
 * @param decision what was decided
 * @param after state that is kept: settled requests are gone
 * @param world the world after it
 */
record Turn(
        Stimulus stimulus, SubjectState before, Instant dueBefore, Decision decision, SubjectState after, World world) {

    List<Event> events() {
        return decision.events();
    }

    <T extends Event> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
