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

    /** Ended requests that a subject's row remembers at most. */
    static final int MOST_CLOSED = 1_000;

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

    /** How large it is: the number of its requests, steps, lines of history, stubs and holds, and one for itself. */
    public int parts() {
        int parts = 1 + closed.size() + holds.size();
        for (RequestState request : requests) {
            parts += 1 + request.steps().size() + request.history().size();
        }
        return parts;
    }

    /** A request with something left to do. */
    public Optional<RequestState> request(String requestId) {
        for (RequestState request : requests) {
            if (request.id().equals(requestId)) {
                return Optional.of(request);
            }
        }
        return Optional.empty();
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
        for (Hold hold : holds) {
            if (hold.covers(service)) {
                return true;
            }
        }
        return false;
    }

    Stream<RequestState> erasures() {
        return requests.stream().filter(RequestState::isErasure);
    }

    Stream<RequestState> exports() {
        return requests.stream().filter(r -> !r.isErasure());
    }

    /** Whether nothing more can be taken, or the row would come near to what a record may be: many requests that are not open, or many holds. */
    boolean isFull() {
        return Weight.of(this) > Weight.MOST;
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
        RequestState[] next = requests.toArray(RequestState[]::new);
        for (int i = 0; i < next.length; i++) {
            if (next[i].id().equals(requestId)) {
                next[i] = change.apply(next[i]);
            }
        }
        return new SubjectState(List.of(next), closed, holds, idleSince, forgotten);
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

    /**
     * What stays in the subject's row once the settled requests have their summaries. Of those that ended the latest stay: who asks all the time is never
     * idle, and would never be forgotten otherwise.
     */
    public SubjectState withoutSettled(Instant now) {
        List<RequestState> live = new ArrayList<>(requests.size());
        List<ClosedRequest> ended = new ArrayList<>(closed);
        for (RequestState request : requests) {
            if (request.isSettled()) {
                ended.add(new ClosedRequest(request.id(), request.ending().completedAt()));
            } else {
                live.add(request);
            }
        }
        if (ended.size() > MOST_CLOSED) {
            ended.subList(0, ended.size() - MOST_CLOSED).clear();
        }
        boolean idle = live.isEmpty() && holds.isEmpty();
        return new SubjectState(live, ended, holds, idle ? (idleSince == null ? now : idleSince) : null, false);
    }
}
