package io.lethe.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes a row's fields: variable-length numbers, so that small ones take a byte. What it writes, {@link RowReader} reads in the same order. */
final class RowWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    byte[] bytes() {
        return out.toByteArray();
    }

    void octet(int value) {
        out.write(value);
    }

    void flag(boolean value) {
        out.write(value ? 1 : 0);
    }

    /** A number that is not negative. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** A number of either sign. */
    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void raw(byte[] value) {
        out.writeBytes(value);
    }

    void text(String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        number(utf8.length);
        raw(utf8);
    }

    /** A text that may be null. */
    void optional(String value) {
        flag(value != null);
        if (value != null) {
            text(value);
        }
    }

    /** A UUID in 16 bytes, or any other text. */
    void id(String value) {
        UUID uuid = canonicalUuid(value);
        flag(uuid != null);
        if (uuid == null) {
            text(value);
        } else {
            fixed(uuid.getMostSignificantBits());
            fixed(uuid.getLeastSignificantBits());
        }
    }

    private static UUID canonicalUuid(String value) {
        if (value.length() != 36) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(value);
            return uuid.toString().equals(value) ? uuid : null;
        } catch (IllegalArgumentException e) {
            // Some other text of that length: it is written as such.
            return null;
        }
    }

    private void fixed(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    /** Hexadecimal digits, an even number of them, in half as many bytes. */
    void hex(String value) {
        byte[] bytes = HexFormat.of().parseHex(value);
        number(bytes.length);
        raw(bytes);
    }

    /** A time that may be null, by its distance from another: near ones take few bytes. */
    void time(Instant value, Instant base) {
        flag(value != null);
        if (value != null) {
            signed(value.toEpochMilli() - base.toEpochMilli());
        }
    }

    void texts(Collection<String> values) {
        number(values.size());
        values.forEach(this::text);
    }

    <T> void list(List<T> values, Consumer<T> each) {
        number(values.size());
        values.forEach(each);
    }
}
