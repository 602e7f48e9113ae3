package io.lethe.lifecycle;

import java.util.List;

/**
 * What an input led to.
 *
 * @param events in order; empty: no effect
 * @param state the state after them, settled requests still in it
 */
public record Decision(List<Event> events, SubjectState state) {

    public Decision {
        events = List.copyOf(events);
    }
}
