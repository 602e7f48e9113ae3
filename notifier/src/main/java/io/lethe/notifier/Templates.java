package io.lethe.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.config.ConfigException;
import io.lethe.config.Notify;
import io.lethe.schemas.Notification;
import io.lethe.schemas.NotificationKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The words for each kind of notification: the built-in ones, or a deployment's own in files of the same names. */
final class Templates {
    private static final List<String> NAMES = List.of("requestId", "at", "until", "reason", "link");
    private static final DateTimeFormatter TIMES = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Map<NotificationKind, Template> templates = new EnumMap<>(NotificationKind.class);
    private final Optional<String> link;

    private Templates(Optional<String> link) {
        this.link = link;
    }

    /**
     * Reads all of them.
     *
     * @throws ConfigException naming the file that is no template
     */
    static Templates load(Notify notify) {
        Templates loaded = new Templates(notify.link());
        Optional<Path> own = notify.smtp().flatMap(Notify.Smtp::templates);
        for (NotificationKind kind : NotificationKind.values()) {
            if (kind != NotificationKind.UNKNOWN) {
                loaded.templates.put(kind, load(fileName(kind), own));
            }
        }
        return loaded;
    }

    static String fileName(NotificationKind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + ".txt";
    }

    private static Template load(String name, Optional<Path> own) {
        Optional<Path> file = own.map(d -> d.resolve(name)).filter(Files::exists);
        return Template.parse(
                file.map(Path::toString).orElse(name), file.map(Templates::read).orElseGet(() -> builtIn(name)), NAMES);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": expected a text in UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static String builtIn(String name) {
        try (InputStream in = Templates.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the class path", e);
        }
    }

    /** What to write for a notification. Of the record's fields the reason alone is free text: one line, without anything but characters. */
    Template.Text text(Notification notification) {
        Map<String, String> values = new HashMap<>();
        values.put("requestId", notification.getRequestId());
        values.put("at", TIMES.format(notification.getAt()));
        Optional.ofNullable(notification.getUntil()).map(Templates::time).ifPresent(t -> values.put("until", t));
        Optional.ofNullable(notification.getReason())
                .map(Templates::oneLine)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> values.put("reason", text));
        link.ifPresent(l -> values.put("link", l.replace("{requestId}", notification.getRequestId())));
        return templates.get(notification.getKind()).with(values);
    }

    private static String time(Instant at) {
        return TIMES.format(at);
    }

    /** Line breaks, other control characters and marks that turn the writing direction are blanks. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\s\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ")
                .strip();
    }
}
