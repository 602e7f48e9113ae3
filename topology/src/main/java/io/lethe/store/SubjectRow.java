package io.lethe.store;

import io.lethe.lifecycle.SubjectState;
import java.time.Instant;

/**
 * A subject's row in the store {@link Stores#SUBJECTS}, under the subject id.
 *
 * @param pseudonymKey random key of the subject's own, 32 bytes: pseudonyms and keyed hashes in the audit log are made with it
 * @param state all that is decided on
 * @param timerAt when the subject's one timer is set; null: none is
 */
public record SubjectRow(PseudonymKey pseudonymKey, SubjectState state, Instant timerAt) {

    /** The row after a decision. */
    public SubjectRow with(SubjectState next, Instant timer) {
        return new SubjectRow(pseudonymKey, next, timer);
    }
}
