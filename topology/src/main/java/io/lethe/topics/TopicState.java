package io.lethe.topics;

/**
 * A topic that a service owns, as Lethe finds it.
 *
 * @param kind whether tombstones can be written to it
 * @param partitions number of partitions, 0 where it could not be described
 */
public record TopicState(Kind kind, int partitions) {
    /** What stands in the way of tombstones. */
    public enum Kind {
        /** Nothing. */
        USABLE,
        /** There is no such topic. */
        MISSING,
        /** Lethe may not describe it or not write to it. */
        FORBIDDEN,
        /** Its cleanup.policy does not have compact: a null would delete nothing. */
        NOT_COMPACTED,
        /** A partition has no leader now, or the brokers cannot say how it is. */
        UNAVAILABLE
    }

    static TopicState unusable(Kind kind) {
        return new TopicState(kind, 0);
    }
}
