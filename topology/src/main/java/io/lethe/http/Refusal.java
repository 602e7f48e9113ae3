package io.lethe.http;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RefusalCode;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.lifecycle.SubjectEvent.CommandRefused;
import io.lethe.lifecycle.SubjectEvent.RequestIdClashed;
import java.util.List;
import java.util.Optional;

/**
 * Why a command was refused.
 *
 * @param code the reason
 * @param ref the field or service it is about; null: none
 */
record Refusal(ProblemCode code, String ref) {

    /** The refusal among the events of one command; a rejection that somebody asked for is none. */
    static Optional<Refusal> in(List<Event> events) {
        return events.stream().flatMap(event -> of(event).stream()).findFirst();
    }

    private static Optional<Refusal> of(Event event) {
        if (event instanceof CommandRefused refused) {
            return Optional.of(of(refused.code(), refused.field()));
        }
        if (event instanceof RequestIdClashed) {
            return Optional.of(new Refusal(ProblemCode.REQUEST_ID_REUSED, null));
        }
        boolean refusedAtOnce =
                event instanceof RequestRejected rejected && rejected.origin() != null && rejected.refused() != null;
        return refusedAtOnce ? Optional.of(of((RequestRejected) event)) : Optional.empty();
    }

    private static Refusal of(RequestRejected rejected) {
        return of(rejected.refused(), rejected.ref());
    }

    private static Refusal of(RefusalCode code, String ref) {
        return new Refusal(ProblemCode.of(code), ref);
    }

    /** The same, of a request whose id came from an idempotency key. */
    Refusal byKey() {
        return code == ProblemCode.REQUEST_ID_REUSED ? new Refusal(ProblemCode.IDEMPOTENCY_KEY_REUSED, null) : this;
    }

    /** The problem, for the caller. */
    ProblemException problem() {
        return switch (code) {
            case INVALID_FIELD, BAD_DURATION ->
                new ProblemException(code, ref == null ? code.title() : ref + " has a value that is not allowed")
                        .in(ref);
            case UNKNOWN_SERVICE, UNSUPPORTED_ACTION ->
                new ProblemException(code, ref == null ? code.title() : code.title() + ": " + ref).in("services");
            case NO_SERVICES -> new ProblemException(code, code.title()).in("services");
            case IDEMPOTENCY_KEY_REUSED -> new ProblemException(code, code.title()).in("Idempotency-Key");
            default -> new ProblemException(code, code.title());
        };
    }
}
