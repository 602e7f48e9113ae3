package io.lethe.config;

/**
 * Names of Lethe's topics.
 *
 * @param prefix what all of them begin with, {@code privacy.} by default
 */
public record Topics(String prefix) {
    /** Commands, keyed by subject. */
    public String commands() {
        return prefix + "commands";
    }

    /** Catalogue of services, keyed by name, compacted. */
    public String services() {
        return prefix + "services";
    }

    /** Answers of services, keyed by subject. */
    public String acks() {
        return prefix + "acks";
    }

    /** Tasks that hide, restore, erase and verify for one service, keyed by subject. */
    public String erase(String service) {
        return prefix + "erase." + service;
    }

    /** Export tasks for one service, keyed by subject. */
    public String export(String service) {
        return prefix + "export." + service;
    }

    /** Pieces of exports, keyed by subject. */
    public String fragments() {
        return prefix + "export.fragments";
    }

    /** Outbox of the tombstone worker, keyed by subject. */
    public String tombstones() {
        return prefix + "tombstones";
    }

    /** Ends of requests, keyed by subject. */
    public String completions() {
        return prefix + "completions";
    }

    /** What subjects and callers are told, keyed by subject. */
    public String notifications() {
        return prefix + "notifications";
    }

    /** The event log, without keys. */
    public String audit() {
        return prefix + "audit";
    }

    /** Where records that cannot be read are reported, without keys. */
    public String deadLetters() {
        return prefix + "dead-letters";
    }
}
