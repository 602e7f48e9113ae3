package io.lethe.cli.samples;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Keys of the documents: {@code customer-00001/20240312T101500123Z-invoice.txt}. The moment stands in the key because S3
 * tells an object's age only to the second, which is too coarse to tell a new sign-up's documents from erased ones.
 */
final class DocumentKey {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private DocumentKey() {}

    /** What the keys of a subject's documents begin with, and nobody else's. */
    static String prefix(String subjectId) {
        return subjectId + "/";
    }

    static String of(Document document) {
        return prefix(document.customerId()) + MOMENT.format(document.createdAt()) + "-" + document.kind() + ".txt";
    }

    static String subject(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    static Instant createdAt(String key) {
        String name = key.substring(key.indexOf('/') + 1);
        return Instant.from(MOMENT.parse(name.substring(0, name.indexOf('-'))));
    }
}
