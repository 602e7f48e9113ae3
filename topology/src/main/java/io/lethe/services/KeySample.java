package io.lethe.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.schemas.KeyFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/** Keys found in a topic, against the format that they are declared in. */
final class KeySample {
    /** So many keys of printable characters alone are text and no numbers: chance would have it for less than one in a hundred million samples. */
    private static final int ENOUGH_TO_BE_TEXT = 5;

    private KeySample() {}

    /** What contradicts the format; empty when nothing does, as with no keys at all. */
    static Optional<String> contradiction(List<byte[]> keys, KeyFormat format) {
        var wrong = keys.stream().filter(key -> !fits(key, format)).count();
        if (wrong > 0) {
            return Optional.of(
                    "%d of %d sampled keys are not %s (%s)".formatted(wrong, keys.size(), format, form(format)));
        }
        var binary = format != KeyFormat.STRING;
        if (binary && keys.size() >= ENOUGH_TO_BE_TEXT && keys.stream().allMatch(KeySample::printable)) {
            return Optional.of("all %d sampled keys are printable text, not %s".formatted(keys.size(), format));
        }
        return Optional.empty();
    }

    private static boolean fits(byte[] key, KeyFormat format) {
        return switch (format) {
            case STRING -> isText(key);
            case INT32 -> key.length == Integer.BYTES;
            case INT64 -> key.length == Long.BYTES;
            case UUID -> key.length == 2 * Long.BYTES;
            case UNKNOWN -> false;
        };
    }

    /** A number in bytes is often valid UTF-8 as well, but one of control characters. */
    private static boolean isText(byte[] key) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
            return !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean printable(byte[] key) {
        for (byte b : key) {
            if (b < ' ' || b > '~') {
                return false;
            }
        }
        return true;
    }

    private static String form(KeyFormat format) {
        return switch (format) {
            case STRING -> "UTF-8 text";
            case INT32 -> "4 bytes, big-endian";
            case INT64 -> "8 bytes, big-endian";
            case UUID -> "16 bytes, big-endian";
            case UNKNOWN -> "nothing";
        };
    }
}
