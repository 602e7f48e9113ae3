package io.lethe.audit;

import io.lethe.store.PseudonymKey;
import java.util.List;

/**
 * How what people wrote stands in the audit log, which is kept for ever: never their own words, and no subject id.
 *
 * @param subjectId raw id of the subject; null where an event is of none
 * @param key the subject's; null where there is none
 */
record Words(String subjectId, PseudonymKey key) {
    private static final char AFTER_KIND = ':';

    /** A keyed hash, the same for the same words. */
    String hash(String text) {
        return key.hash("text", text);
    }

    /** A name or a list of names, alone or as {@code KIND:name}; one that has the subject's id in it is hashed. */
    Object named(Object names) {
        return names instanceof List<?> list
                ? list.stream().map(name -> named((String) name)).toList()
                : named((String) names);
    }

    private String named(String text) {
        int start = text.indexOf(AFTER_KIND) + 1;
        String name = text.substring(start);
        boolean tells = subjectId != null && name.contains(subjectId);
        return tells ? text.substring(0, start) + "#" + key.hash("name", name) : text;
    }
}
