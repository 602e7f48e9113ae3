package io.lethe.http;

import io.lethe.lifecycle.Event;
import io.lethe.request.DecisionListener;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Remembers what became of the commands that somebody waits for, and of no others. */
public final class DecisionLog implements DecisionListener {
    private static final int MOST = 10_000;

    private final ConcurrentMap<String, CommandOutcome> expected = new ConcurrentHashMap<>();

    /** From now on the command's decision is remembered; false: too many are waited for. */
    boolean expect(String commandId) {
        return expected.size() < MOST && expected.putIfAbsent(commandId, CommandOutcome.UNHEARD) == null;
    }

    /** A decision that was undone by a crash comes again, and the last one stands. */
    @Override
    public void decided(String commandId, List<Event> events) {
        expected.replace(commandId, CommandOutcome.of(events));
    }

    /** What is known of an expected command. */
    CommandOutcome outcome(String commandId) {
        return expected.getOrDefault(commandId, CommandOutcome.UNHEARD);
    }

    void forget(String commandId) {
        expected.remove(commandId);
    }

    int size() {
        return expected.size();
    }
}
