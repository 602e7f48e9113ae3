package io.lethe.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Writes a row's fields: variable-length numbers, so that small ones take a byte. What it writes, {@link RowReader} reads in the same order. A subject's
 * row is written for every input, so nothing here makes more objects than it must.
 */
final class RowWriter {
    private byte[] out = new byte[512];
    private int size;

    byte[] bytes() {
        return Arrays.copyOf(out, size);
    }

    void octet(int value) {
        room(1);
        out[size++] = (byte) value;
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /** A number that is not negative. */
    void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out[size++] = (byte) rest;
    }

    /** A number of either sign. */
    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, out, size, value.length);
        size += value.length;
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
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            out[size++] = (byte) (value >>> shift);
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

    <T> void list(List<T> values, BiConsumer<RowWriter, T> each) {
        number(values.size());
        for (T value : values) {
            each.accept(this, value);
        }
    }

    private void room(int bytes) {
        if (out.length - size < bytes) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, size + bytes));
        }
    }
}
