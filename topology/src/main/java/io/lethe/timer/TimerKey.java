package io.lethe.timer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Key of a timer's row: due time in milliseconds, big-endian, so that rows are ordered by it; then the kind; then whose it is.
 *
 * @param dueAt epoch milliseconds, not negative
 * @param kind what fires
 * @param id subject id, request id, or empty
 */
record TimerKey(long dueAt, Kind kind, String id) {

    /** What a row stands for; the codes are stored. */
    enum Kind {
        /** Nothing: it keeps a scan from walking over deleted rows. */
        SENTINEL(0),
        /** A subject is to be woken. */
        SUBJECT(1),
        /** A closed request's summary has served its time. */
        SUMMARY(2);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        private static Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalStateException("a timer row of kind " + code + ": a later Lethe wrote it");
        }
    }

    Bytes bytes() {
        byte[] utf8 = id.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + 1 + utf8.length)
                .putLong(dueAt)
                .put(kind.code)
                .put(utf8)
                .array());
    }

    /** The least key of a time. */
    static Bytes from(long dueAt) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(dueAt).array());
    }

    static TimerKey of(Bytes bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.get());
        long dueAt = in.getLong();
        Kind kind = Kind.of(in.get());
        return new TimerKey(dueAt, kind, UTF_8.decode(in).toString());
    }
}
