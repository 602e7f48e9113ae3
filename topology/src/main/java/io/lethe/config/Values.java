package io.lethe.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads values of settings as what they stand for. Ranges are the records' to check. */
final class Values {
    private final Sources sources;

    Values(Sources sources) {
        this.sources = sources;
    }

    String text(Setting setting) {
        return optional(setting)
                .orElseThrow(() -> new ConfigException(setting.key() + " is not set: expected " + setting.expected()));
    }

    Optional<String> optional(Setting setting) {
        return sources.value(setting);
    }

    int number(Setting setting) {
        return read(setting, Integer::parseInt);
    }

    boolean flag(Setting setting) {
        return read(setting, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        });
    }

    /** ISO-8601; a day is 24 hours; months and years have no fixed length and are refused. */
    Duration duration(Setting setting) {
        return read(setting, Values::wholeMillis);
    }

    /** What is finer than a millisecond would be lost in the stores, and a decision after a restart could differ. */
    private static Duration wholeMillis(String text) {
        Duration duration = Duration.parse(text);
        if (!duration.equals(duration.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException("finer than a millisecond");
        }
        return duration;
    }

    Optional<Duration> durationOrOff(Setting setting) {
        return "off".equals(text(setting)) ? Optional.empty() : Optional.of(duration(setting));
    }

    List<Duration> durations(Setting setting) {
        return read(
                setting,
                text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Values::wholeMillis)
                        .toList());
    }

    Period period(Setting setting) {
        return read(setting, Period::parse);
    }

    Path path(Setting setting) {
        return read(setting, Path::of);
    }

    Optional<URI> uri(Setting setting) {
        return optional(setting).map(present -> read(setting, Values::parseUri));
    }

    <E extends Enum<E>> E symbol(Setting setting, Class<E> type) {
        return read(setting, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    private <T> T read(Setting setting, Function<String, T> parser) {
        var text = text(setting);
        try {
            return parser.apply(text);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw bad(setting, text, e);
        }
    }

    private ConfigException bad(Setting setting, String text, RuntimeException cause) {
        var refused = new ConfigException("%s = %s (%s): expected %s"
                .formatted(setting.key(), text, sources.origin(setting), setting.expected()));
        refused.initCause(cause);
        return refused;
    }

    private static URI parseUri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
