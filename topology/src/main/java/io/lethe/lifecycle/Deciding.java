package io.lethe.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One decision in the making: each event is applied as it is emitted, so that what follows sees it. Not shared, not kept. */
final class Deciding {
    final Catalogue catalogue;
    final Policy policy;
    final Instant now;
    private final List<Event> events = new ArrayList<>();
    private SubjectState state;

    Deciding(SubjectState state, Catalogue catalogue, Policy policy, Instant now) {
        this.state = state;
        this.catalogue = catalogue;
        this.policy = policy;
        this.now = now;
    }

    void emit(Event event) {
        events.add(event);
        state = Evolver.evolve(state, event, now);
    }

    SubjectState state() {
        return state;
    }

    /** A request as it is after all that was emitted. */
    RequestState get(String requestId) {
        return state.get(requestId);
    }

    Optional<RequestState> find(String requestId) {
        return state.request(requestId);
    }

    /** Ids of the live requests, in the order they came; a copy, so that emitting is safe while walking it. */
    List<String> requestIds() {
        return state.requests().stream().map(RequestState::id).toList();
    }

    /** A service with a step in some request: it was in the catalogue then, and removed ones stay findable. */
    Service service(String name) {
        return catalogue
                .find(name)
                .orElseThrow(() ->
                        new IllegalStateException("service " + name + " has a step but never was in the catalogue"));
    }

    int emitted() {
        return events.size();
    }

    boolean isDue(Instant at) {
        return at != null && !at.isAfter(now);
    }

    Decision decision() {
        return new Decision(events, state);
    }
}
