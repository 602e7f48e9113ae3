package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Evolver;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.SubjectState;
import java.time.Instant;
import java.util.List;

/** Every change of phase that events make, noted as docs/lifecycle.md draws it; {@code [*]} is where a request comes from. */
final class Transitions {
    static final String START = "[*]";

    private Transitions() {}

    /** Folds the events one by one; the end has to be the state that was decided. */
    static void observe(SubjectState before, List<Event> events, Instant at, SubjectState decided, Coverage coverage) {
        SubjectState state = before;
        for (Event event : events) {
            SubjectState next = Evolver.evolve(state, event, at);
            String id = event.requestId();
            RequestState now = id == null ? null : next.request(id).orElse(null);
            if (now != null) {
                note(state.request(id).orElse(null), now, coverage);
            }
            state = next;
        }
        coverage.check(Rule.R12, state.equals(decided), "the events fold to another state than was decided");
    }

    private static void note(RequestState from, RequestState to, Coverage coverage) {
        if (from == null || from.phase() != to.phase()) {
            coverage.met(Coverage.Of.TRANSITION, edge(to.isErasure(), from == null ? START : from.phase(), to.phase()));
        }
    }

    static String edge(boolean erasure, Object from, Object to) {
        return (erasure ? "erasure " : "export ") + from + " --> " + to;
    }
}
