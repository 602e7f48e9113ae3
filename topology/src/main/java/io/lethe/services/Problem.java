package io.lethe.services;

/**
 * One thing that is wrong with a definition.
 *
 * @param field path of the field, for example {@code tombstoneTopics[0].topic}
 * @param message what is wrong and what is expected, for people; it names services and topics, never a subject
 */
public record Problem(String field, String message) {
    @Override
    public String toString() {
        return field + ": " + message;
    }
}
