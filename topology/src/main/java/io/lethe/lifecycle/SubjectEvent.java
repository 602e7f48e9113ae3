package io.lethe.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events that belong to no single request, or change none. */
public sealed interface SubjectEvent extends Event {

    @Override
    default String requestId() {
        return null;
    }

    @Override
    default SubjectState apply(SubjectState state, Instant at) {
        return state;
    }

    /** HARD_DELETE tasks of {@code services} (empty: all) stop; {@code alreadyDispatched} had theirs before. */
    record HoldPlaced(
            @Named String holdId,
            List<String> services,
            Instant until,
            String contentHash,
            List<String> alreadyDispatched,
            @FreeText String reason)
            implements SubjectEvent {
        @Override
        public SubjectState apply(SubjectState state, Instant at) {
            List<Hold> next = new ArrayList<>(state.holds());
            next.add(new Hold(holdId, services, until, at, contentHash));
            return state.withHolds(next);
        }
    }

    /** What the hold stopped goes on. */
    record HoldReleased(@Named String holdId) implements SubjectEvent {
        @Override
        public SubjectState apply(SubjectState state, Instant at) {
            return state.withoutHold(holdId);
        }
    }

    /** Its time was over. */
    record HoldExpired(@Named String holdId) implements SubjectEvent {
        @Override
        public SubjectState apply(SubjectState state, Instant at) {
            return state.withoutHold(holdId);
        }
    }

    /** Raw ids and identities are gone from Lethe's stores. */
    record SubjectForgotten(int requests) implements SubjectEvent {
        @Override
        public SubjectState apply(SubjectState state, Instant at) {
            return state.forget();
        }
    }

    /** A command was not allowed: it changed nothing, and its caller can read why. */
    record CommandRefused(
            String requestId,
            String command,
            String commandId,
            RefusalCode code,
            @Named String field) implements SubjectEvent {}

    /** The id of a new request belongs to another subject's. */
    record RequestIdClashed(String requestId, String commandId) implements SubjectEvent {}

    /** A service was defined, or defined anew; of the catalogue, not of a subject. */
    record ServiceDefined(String service, long version) implements SubjectEvent {}

    /** A service was removed: open requests still ask it. */
    record ServiceRemoved(String service, long version) implements SubjectEvent {}
}
