package io.lethe.audit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How values of a type are written as texts: numbers in decimal, times and durations in ISO-8601, enums by name, lists of texts joined by commas
 * (what goes into lists, names and hashes, holds none).
 *
 * @param write value to text
 * @param read text to value
 * @param absent value where nothing was written
 */
record DetailType(Function<Object, String> write, Function<String, Object> read, Object absent) {
    private static final Map<Class<?>, DetailType> PLAIN = Map.of(
            String.class, new DetailType(Object::toString, t -> t, null),
            int.class, new DetailType(Object::toString, Integer::parseInt, 0),
            long.class, new DetailType(Object::toString, Long::parseLong, 0L),
            boolean.class, new DetailType(Object::toString, Boolean::parseBoolean, false),
            Instant.class, new DetailType(Object::toString, Instant::parse, null),
            Duration.class, new DetailType(Object::toString, Duration::parse, null));

    static DetailType of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new DetailType(DetailType::join, DetailType::split, List.of());
        }
        Class<?> plain = (Class<?>) type;
        DetailType known = PLAIN.get(plain);
        if (known == null && !plain.isEnum()) {
            throw new IllegalStateException("events have no form for components of type " + plain.getName());
        }
        return known != null ? known : new DetailType(v -> ((Enum<?>) v).name(), t -> symbol(plain, t), null);
    }

    String write(Object value) {
        return write.apply(value);
    }

    Object read(String text) {
        return read.apply(text);
    }

    private static Object symbol(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(s -> ((Enum<?>) s).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " has no " + name));
    }

    private static String join(Object value) {
        return String.join(",", ((List<?>) value).stream().map(Object::toString).toList());
    }

    private static Object split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }
}
