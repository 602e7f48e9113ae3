package io.lethe.lifecycle;

import io.lethe.schemas.Outcome;
import java.time.Instant;

/**
 * How a request ends. With {@code completedAt} null the end is decided and data is being restored first.
 *
 * @param outcome how
 * @param code UPPER_CASE reason of a refusal; null where a person gave one
 * @param reason a person's words; null where there are none, and once the subject is forgotten
 * @param completedAt when it ended; null while it restores
 */
public record Ending(Outcome outcome, String code, String reason, Instant completedAt) {

    Ending at(Instant time) {
        return new Ending(outcome, code, reason, time);
    }

    /** Code or words, whichever there is. */
    public String why() {
        return code != null ? code : reason;
    }
}
