package io.lethe.store;

/** Names of the stores. Only the request step writes them. */
public final class Stores {
    /** Subject id to {@link SubjectRow}. */
    public static final String SUBJECTS = "subjects";
    /** Largest row, in bytes, changelogs take and the engine's producer writes; what is decided keeps rows far below. Hosted brokers allow as much. */
    public static final int MAX_ROW_BYTES = 8 * 1024 * 1024;
    /** Request id to {@link RequestRow}, on the partition of the request's subject. */
    public static final String REQUESTS = "requests-by-id";
    /** Request id to the identities and words that came with it: written once, deleted when it ends. */
    public static final String IDENTITIES = "identities";
    /** Due time and subject id (or request id, for a summary's end) to nothing. */
    public static final String TIMERS = "timers";
    /** Service name to the last ServiceChanged of it. */
    public static final String CATALOGUE = "catalogue";
    /** Audit sequence, timer cursor: one row each. */
    public static final String META = "meta";

    /** No rows: by it Streams tells the request step that a commit begins. */
    public static final String COMMIT_SIGNAL = "commit-signal";

    private Stores() {}
}
