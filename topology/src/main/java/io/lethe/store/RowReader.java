package io.lethe.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads what {@link RowWriter} wrote, in the same order. */
final class RowReader {
    private final ByteBuffer in;

    RowReader(byte[] row) {
        in = ByteBuffer.wrap(row);
    }

    int octet() {
        return in.get() & 0xFF;
    }

    boolean flag() {
        return in.get() != 0;
    }

    long number() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    int count() {
        return Math.toIntExact(number());
    }

    long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    byte[] raw(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    String text() {
        int length = count();
        int at = in.position();
        in.position(at + length);
        return new String(in.array(), at, length, UTF_8);
    }

    String optional() {
        return flag() ? text() : null;
    }

    String id() {
        return flag() ? new UUID(in.getLong(), in.getLong()).toString() : text();
    }

    String hex() {
        return HexFormat.of().formatHex(raw(count()));
    }

    Instant time(Instant base) {
        return flag() ? Instant.ofEpochMilli(base.toEpochMilli() + signed()) : null;
    }

    List<String> texts() {
        return list(this::text);
    }

    <T> List<T> list(Supplier<T> each) {
        int size = count();
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(each.get());
        }
        return values;
    }

    boolean isAtEnd() {
        return !in.hasRemaining();
    }
}
