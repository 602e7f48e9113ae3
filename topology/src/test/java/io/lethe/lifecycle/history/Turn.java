package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Decider;
import io.lethe.lifecycle.Decision;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.Inputs;
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

    /** What any input would have brought at this moment: a changed catalogue, say, takes effect with the next. */
    List<Event> anyway() {
        Input nothing = new Input.Ack(Inputs.strangersAck(), false);
        return Decider.decide(before, nothing, world.catalogue, world.policy, world.now)
                .events();
    }

    <T extends Event> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
