package io.lethe.worker;

import java.time.Instant;
import java.util.Optional;

/**
 * How a worker does.
 *
 * @param state where it stands in its life
 * @param failures failures in a row since it last got on, 0 when it gets on
 * @param lastError class of the last error, without its message; empty when there was none
 * @param lastErrorAt when that was
 */
public record Health(State state, int failures, Optional<String> lastError, Optional<Instant> lastErrorAt) {
    /** Where a worker stands in its life. */
    public enum State {
        /** Not started yet. */
        NEW,
        /** Works, or tries again. */
        RUNNING,
        /** Gave up, after too many unknown failures in a row or an {@link Error}: the process must be restarted. */
        FAILED,
        /** Closed. */
        CLOSED
    }

    static final Health NEW = new Health(State.NEW, 0, Optional.empty(), Optional.empty());

    /** Whether it runs and its last attempt went well. */
    public boolean healthy() {
        return state == State.RUNNING && failures == 0;
    }

    Health in(State next) {
        return new Health(next, failures, lastError, lastErrorAt);
    }

    Health succeeded() {
        return failures == 0 ? this : new Health(state, 0, lastError, lastErrorAt);
    }

    Health failed(Throwable error, Instant at) {
        return new Health(state, failures + 1, Optional.of(error.getClass().getName()), Optional.of(at));
    }
}
