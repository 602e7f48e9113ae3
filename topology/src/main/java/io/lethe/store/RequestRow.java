package io.lethe.store;

import io.lethe.lifecycle.RequestState;

/**
 * A request's row in the store {@link Stores#REQUESTS}, under the request id, on the partition of its subject.
 *
 * @param subjectId whose it is; null once the subject is forgotten
 * @param pseudonymKey key of the subject at that time: it goes with the row, when lethe.summary-retention ends
 * @param contentHash keyed hash of the command's content, to tell a repeat from another request
 * @param summary how it ended; null while the request is in the subject's own row
 */
public record RequestRow(String subjectId, PseudonymKey pseudonymKey, String contentHash, RequestState summary) {

    /** Whether the request has ended and nothing of it is left to do. */
    public boolean isClosed() {
        return summary != null;
    }
}
