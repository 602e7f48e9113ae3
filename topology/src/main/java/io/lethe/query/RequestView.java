package io.lethe.query;

import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.SubjectState;

/**
 * All that is known of a request.
 *
 * @param requestId its id
 * @param subject its subject as it stands; {@link SubjectState#NONE} where the request is over
 * @param request the request; null where its id was handed out and nothing is decided yet
 * @param carrier the request that it rides or rode on; null: none, or not known any more
 */
public record RequestView(String requestId, SubjectState subject, RequestState request, RequestState carrier) {

    /** What is known of an id that was handed out before anything is decided. */
    static RequestView undecided(String requestId) {
        return new RequestView(requestId, SubjectState.NONE, null, null);
    }

    /** Whether something was decided. */
    public boolean isDecided() {
        return request != null;
    }
}
