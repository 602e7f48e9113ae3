package io.lethe.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All that Lethe knows of one subject, but for the raw identities. Immutable; lists are in the order things came.
 *
 * @param requests requests with something left to do
 * @param closed requests that ended, until the subject is forgotten
 * @param holds legal holds in force
 * @param idleSince since when nothing is open; null while something is
 * @param forgotten the stub's time is over: the row goes
 */
public record SubjectState(
        List<RequestState> requests,
        List<ClosedRequest> closed,
        List<Hold> holds,
        Instant idleSince,
        boolean forgotten) {

    /** A subject of whom nothing is known. */
    public static final SubjectState NONE = new SubjectState(List.of(), List.of(), List.of(), null, false);

    public SubjectState {
        requests = List.copyOf(requests);
        closed = List.copyOf(closed);
        holds = List.copyOf(holds);
    }

    /** Whether there is nothing to keep a row for. */
    public boolean isEmpty() {
        return requests.isEmpty() && closed.isEmpty() && holds.isEmpty();
    }

    /** A request with something left to do. */
    public Optional<RequestState> request(String requestId) {
        return requests.stream().filter(r -> r.id().equals(requestId)).findFirst();
    }

    /** The request, which must be there. */
    RequestState get(String requestId) {
        return request(requestId).orElseThrow(() -> new IllegalStateException("no live request " + requestId));
    }

    /** A hold in force. */
    public Optional<Hold> hold(String holdId) {
        return holds.stream().filter(h -> h.holdId().equals(holdId)).findFirst();
    }

    /** Whether a hold stops HARD_DELETE tasks of a service. */
    public boolean isHeld(String service) {
        return holds.stream().anyMatch(h -> h.covers(service));
    }

    Stream<RequestState> erasures() {
        return requests.stream().filter(RequestState::isErasure);
    }

    Stream<RequestState> exports() {
        return requests.stream().filter(r -> !r.isErasure());
    }

    long openCount() {
        return requests.stream().filter(RequestState::isOpen).count();
    }

    SubjectState adding(RequestState request) {
        List<RequestState> next = new ArrayList<>(requests);
        next.add(request);
        return new SubjectState(next, closed, holds, null, false);
    }

    SubjectState updating(String requestId, UnaryOperator<RequestState> change) {
        List<RequestState> next = new ArrayList<>(requests.size());
        requests.forEach(r -> next.add(r.id().equals(requestId) ? change.apply(r) : r));
        return new SubjectState(next, closed, holds, idleSince, forgotten);
    }

    SubjectState withHolds(List<Hold> next) {
        return new SubjectState(requests, closed, next, next.isEmpty() ? idleSince : null, forgotten);
    }

    SubjectState withoutHold(String holdId) {
        return withHolds(holds.stream().filter(h -> !h.holdId().equals(holdId)).toList());
    }

    SubjectState forget() {
        return new SubjectState(requests, List.of(), holds, idleSince, true);
    }

    /** Requests with nothing left to do: their summaries are written before {@link #withoutSettled} drops them. */
    public List<RequestState> settled() {
        return requests.stream().filter(RequestState::isSettled).toList();
    }

    /** What stays in the subject's row once the settled requests have their summaries. */
    public SubjectState withoutSettled(Instant now) {
        List<RequestState> live = requests.stream().filter(r -> !r.isSettled()).toList();
        List<ClosedRequest> ended = new ArrayList<>(closed);
        settled().forEach(r -> ended.add(new ClosedRequest(r.id(), r.ending().completedAt())));
        boolean idle = live.isEmpty() && holds.isEmpty();
        return new SubjectState(live, ended, holds, idle ? (idleSince == null ? now : idleSince) : null, forgotten);
    }
}
