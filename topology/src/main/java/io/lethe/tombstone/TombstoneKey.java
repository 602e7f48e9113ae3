package io.lethe.tombstone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.schemas.KeyFormat;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/** A subject id in the key format of a topic. */
final class TombstoneKey {
    private TombstoneKey() {}

    /**
     * The key's bytes; empty when the id is not of the format. Only the one way to write a number is taken: "007" would otherwise erase the rows of
     * subject 7.
     */
    static Optional<byte[]> of(KeyFormat format, String subjectId) {
        try {
            return switch (format) {
                case STRING -> Optional.of(subjectId.getBytes(UTF_8));
                case INT32 -> int32(subjectId);
                case INT64 -> int64(subjectId);
                case UUID -> uuid(subjectId);
                case UNKNOWN -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> int32(String subjectId) {
        int number = Integer.parseInt(subjectId);
        return String.valueOf(number).equals(subjectId)
                ? Optional.of(ByteBuffer.allocate(Integer.BYTES).putInt(number).array())
                : Optional.empty();
    }

    private static Optional<byte[]> int64(String subjectId) {
        long number = Long.parseLong(subjectId);
        return String.valueOf(number).equals(subjectId)
                ? Optional.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array())
                : Optional.empty();
    }

    private static Optional<byte[]> uuid(String subjectId) {
        var uuid = UUID.fromString(subjectId);
        return uuid.toString().equalsIgnoreCase(subjectId)
                ? Optional.of(ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array())
                : Optional.empty();
    }
}
