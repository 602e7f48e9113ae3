package io.lethe.lifecycle;

import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Requests somewhere in their life, without the way there. */
final class Requests {
    private Requests() {}

    static RequestState in(Phase phase, RequestType type) {
        return in(phase, type, "r1");
    }

    /** An erasure behind others. */
    static RequestState queued(int number) {
        return in(Phase.QUEUED, RequestType.ERASURE, "r" + number);
    }

    private static RequestState in(Phase phase, RequestType type, String id) {
        Instant at = Instant.parse("2027-03-01T09:00:00Z");
        Origin origin = new Origin(
                id,
                type,
                Regulation.GDPR,
                at,
                at,
                "service:shop",
                true,
                List.of(),
                type == RequestType.ERASURE ? Duration.ZERO : null,
                false,
                null,
                "content",
                List.of());
        Deadline deadline = new Deadline(at.plus(Duration.ofDays(31)), false, 0, false);
        return new RequestState(origin, phase, deadline, Progress.NONE, null, null, List.of(), List.of());
    }
}
