package io.lethe.cli.samples;

import java.time.Instant;

/**
 * A made-up customer.
 *
 * @param number 1 and up
 * @param id the subject id, {@code customer-} and the number in five digits
 */
record Customer(
        int number, String id, String name, String email, String phone, String street, String city, Instant createdAt) {
    @Override
    public String toString() {
        return "Customer[" + number + "]";
    }
}
