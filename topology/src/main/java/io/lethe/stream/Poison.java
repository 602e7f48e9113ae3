package io.lethe.stream;

/** Why a record cannot be taken at all; the names stand in dead letters. */
public enum Poison {
    /** No value. */
    NULL_VALUE,
    /** No key, on a record that has to have one. */
    NULL_KEY,
    /** Not the wire format, cut short, too long, or not the type of the topic. */
    MALFORMED,
    /** The registry does not know the schema id. */
    UNKNOWN_SCHEMA,
    /** Larger than the contract allows: record, subject id, identities, texts. */
    OUT_OF_BOUNDS,
    /** An id that has to be a UUID is none. */
    INVALID_ID,
    /** A command that only Lethe may send, without its tag. */
    WRONG_MAC,
    /** On the wrong partition although it was sent on once. */
    MISROUTED
}
