package io.lethe.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A serialized record in which an id can be replaced by another of the same length. */
final class Template {
    private final byte[] bytes;
    private final int[] places;

    /** Finds the id in a record. */
    Template(byte[] bytes, String id) {
        this.bytes = bytes;
        this.places = places(bytes, id.getBytes(US_ASCII));
    }

    private static int[] places(byte[] bytes, byte[] id) {
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at + id.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + id.length, id, 0, id.length)) {
                found.add(at);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Where the id stands, counted from 0. */
    int place(int index) {
        return places[index];
    }

    /** A copy with the id that stands in other bytes. */
    byte[] with(byte[] source, int at) {
        byte[] copy = bytes.clone();
        for (int place : places) {
            System.arraycopy(source, at, copy, place, Work.ID_LENGTH);
        }
        return copy;
    }

    byte[] bytes() {
        return bytes;
    }
}
