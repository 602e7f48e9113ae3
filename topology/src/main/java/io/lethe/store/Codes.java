package io.lethe.store;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for an enum's symbols in stored rows. The order in the code is the number: append to it, never move or remove.
 *
 * @param <E> the enum
 */
final class Codes<E extends Enum<E>> {
    private final List<E> symbols;
    private final Map<E, Integer> numbers;

    private Codes(Class<E> type, List<E> symbols) {
        this.symbols = symbols;
        this.numbers = new EnumMap<>(type);
        symbols.forEach(s -> numbers.put(s, numbers.size()));
        for (E symbol : type.getEnumConstants()) {
            if (!numbers.containsKey(symbol)) {
                throw new IllegalStateException(type.getSimpleName() + "." + symbol + " has no number for stored rows");
            }
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array goes nowhere but into the list
    static <E extends Enum<E>> Codes<E> of(Class<E> type, E... symbols) {
        return new Codes<>(type, List.of(symbols));
    }

    void write(RowWriter out, E symbol) {
        out.octet(numbers.get(symbol));
    }

    /** A symbol that may be null. */
    void writeOptional(RowWriter out, E symbol) {
        out.octet(symbol == null ? 0xFF : numbers.get(symbol));
    }

    E read(RowReader in) {
        return symbols.get(in.octet());
    }

    E readOptional(RowReader in) {
        int number = in.octet();
        return number == 0xFF ? null : symbols.get(number);
    }
}
