package io.lethe.request;

import io.lethe.lifecycle.Event;
import java.util.List;

/**
 * Hears of each decided command, in the stream thread and before the transaction that holds it is committed: whoever answers a caller waits for
 * the commit. Must return at once.
 */
@FunctionalInterface
public interface DecisionListener {
    /** Hears nothing. */
    DecisionListener NONE = (commandId, events) -> {};

    /**
     * A command was decided.
     *
     * @param commandId id of the command
     * @param events what it led to; empty: it changed nothing
     */
    void decided(String commandId, List<Event> events);
}
