package io.lethe.cli.samples;

import java.time.Instant;
import java.util.List;

/** A made-up order with its payment; amounts in cents. */
record Order(long id, String customerId, Instant orderedAt, List<Item> items, String paidBy) {
    /** One line of an order. */
    record Item(int line, String article, int quantity, long cents) {}

    long total() {
        return items.stream().mapToLong(item -> item.quantity() * item.cents()).sum();
    }
}
