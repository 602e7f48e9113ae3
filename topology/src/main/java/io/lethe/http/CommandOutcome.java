package io.lethe.http;

import io.lethe.lifecycle.Event;
import java.util.List;

/**
 * What a command led to.
 *
 * @param heard whether this instance saw the decision; if not, the events are not known
 * @param events what was decided; empty: the command changed nothing
 */
record CommandOutcome(boolean heard, List<Event> events) {
    /** Decided, by whom else but this instance. */
    static final CommandOutcome UNHEARD = new CommandOutcome(false, List.of());

    static CommandOutcome of(List<Event> events) {
        return new CommandOutcome(true, List.copyOf(events));
    }
}
