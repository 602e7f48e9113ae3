package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Evolver;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.SubjectState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Every change of phase that events made, counted; {@code [*]} is where a request comes from. */
final class Transitions {
    static final String START = "[*]";
    private final Map<String, Long> counts = new ConcurrentSkipListMap<>();

    /** Folds the events one by one; the end has to be the state that was decided. */
    void observe(SubjectState before, List<Event> events, Instant at, SubjectState decided) {
        SubjectState state = before;
        for (Event event : events) {
            SubjectState next = Evolver.evolve(state, event, at);
            if (event.requestId() != null) {
                note(phase(state, event.requestId()), phase(next, event.requestId()));
            }
            state = next;
        }
        BrokenRule.unless(state.equals(decided), "rule 12: fold", "the events fold to another state than decided");
    }

    private void note(Phase from, Phase to) {
        if (to != null && from != to) {
            counts.merge((from == null ? START : from.name()) + " --> " + to, 1L, Long::sum);
        }
    }

    private static Phase phase(SubjectState state, String requestId) {
        return state.request(requestId).map(RequestState::phase).orElse(null);
    }

    Map<String, Long> counts() {
        return counts;
    }
}
