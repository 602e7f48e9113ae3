package io.lethe.lifecycle;

/** Why an export's file expired. */
public enum ExpiryCause {
    /** Somebody asked for it. */
    COMMAND,
    /** Its time was over. */
    RETENTION,
    /** The subject is being erased. */
    ERASURE
}
