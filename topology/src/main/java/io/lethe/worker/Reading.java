package io.lethe.worker;

import java.util.Optional;

/** What came of reading a record: a value, or the reason why there will never be one. Exactly one of the two is present. */
public record Reading<T>(Optional<T> value, Optional<Poison> poison) {
    static <T> Reading<T> of(T value) {
        return new Reading<>(Optional.of(value), Optional.empty());
    }

    static <T> Reading<T> of(Poison poison) {
        return new Reading<>(Optional.empty(), Optional.of(poison));
    }
}
