package io.lethe.poison;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** How large a command or an ack may be. Brokers measure compressed batches, so that what they took can be larger than what a producer may write. */
public final class Limits {
    /** Largest subject id, in bytes of UTF-8. */
    public static final int SUBJECT = 512;
    /** Largest value, in bytes. */
    public static final int VALUE = 64 * 1024;
    /** All headers together, in bytes. */
    private static final int HEADERS = 64 * 1024;

    private Limits() {}

    /** Refuses what is larger; a missing value is none of this class's business. */
    public static void check(byte[] key, byte[] value, Headers headers) {
        boolean fits = key.length <= SUBJECT && (value == null || value.length <= VALUE) && size(headers) <= HEADERS;
        if (!fits) {
            throw new PoisonException(Poison.OUT_OF_BOUNDS);
        }
    }

    private static long size(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }
}
