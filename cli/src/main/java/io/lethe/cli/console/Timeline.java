package io.lethe.cli.console;

import static io.lethe.cli.console.StatusView.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** The history of a request, one event a line, each with the time since the first. */
public final class Timeline {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private Timeline() {}

    /** A table of {@code history}; each line ended. */
    public static String render(JsonNode status) {
        var table = new Table("AT (UTC)", "AFTER", "EVENT", "SERVICE", "CODE");
        Optional<Instant> first = Optional.empty();
        for (var event : status.path("history")) {
            var at = instant(text(event, "at"));
            first = first.or(() -> at);
            table.row(
                    at.map(CLOCK::format).orElse(text(event, "at")),
                    after(first, at),
                    text(event, "event"),
                    text(event, "service"),
                    text(event, "code"));
        }
        return table.render();
    }

    private static String after(Optional<Instant> first, Optional<Instant> at) {
        return first.isPresent() && at.isPresent() ? "+" + span(Duration.between(first.get(), at.get())) : "";
    }

    /** A span in the two largest units that say something. */
    static String span(Duration span) {
        if (span.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%d.%03d s", span.toSeconds(), span.toMillisPart());
        }
        if (span.toHours() == 0) {
            return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        }
        return span.toDays() == 0
                ? span.toHours() + " h " + span.toMinutesPart() + " min"
                : span.toDays() + " d " + span.toHoursPart() + " h";
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            // Shown as it stands.
            return Optional.empty();
        }
    }
}
