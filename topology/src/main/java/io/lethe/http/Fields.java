package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Checks of what callers write, by the bounds of the contract. A refusal names the field and never repeats its value. */
final class Fields {
    static final int MAX_SUBJECT = 512;
    static final int MAX_REASON = 1_000;
    static final int MAX_SERVICES = 200;
    private static final int MAX_SERVICE = 128;
    private static final int MAX_DURATION = 64;
    private static final String TEXT = "must be Unicode text without U+0000";
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Pattern HOLD_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private Fields() {}

    /** A UUID, in lower case. */
    static UUID requestId(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("requestId", "requestId must be a UUID (RFC 9562)");
        }
        throw ProblemException.invalid("requestId", "requestId must be a UUID (RFC 9562) in its usual form");
    }

    static String subjectId(String text) {
        return bytes("subjectId", text, MAX_SUBJECT);
    }

    static String holdId(String text) {
        require(HOLD_ID.matcher(text).matches(), "holdId", "must be 1 to 64 of A-Z a-z 0-9 . _ -");
        return text;
    }

    /** An idempotency key; null: none. */
    static String idempotencyKey(String text) {
        require(
                text == null || KEY.matcher(text).matches(),
                "Idempotency-Key",
                "must be 1 to 255 visible characters of ASCII");
        return text;
    }

    static <T> T present(String field, T value) {
        require(value != null, field, "is missing");
        return value;
    }

    static void absent(String field, Object value, String why) {
        require(value == null, field, why);
    }

    /** Free text that must say something. */
    static String reason(String text) {
        require(text != null && !text.isBlank(), "reason", "is missing");
        return optionalReason(text);
    }

    /** Free text; null: none. */
    static String optionalReason(String text) {
        require(text == null || text.length() <= MAX_REASON, "reason", "must have at most 1,000 characters");
        require(text == null || isText(text), "reason", TEXT);
        return text;
    }

    /** A text of 1 to so many bytes in UTF-8. Half of a surrogate pair has no bytes, so that two such texts would become one. */
    static String bytes(String field, String text, int most) {
        present(field, text);
        require(isText(text), field, TEXT);
        int size = text.getBytes(UTF_8).length;
        require(size >= 1 && size <= most, field, "must have 1 to " + most + " bytes in UTF-8");
        return text;
    }

    /** Many stores cannot hold U+0000: what a service could not look up is not worth asking for. */
    private static boolean isText(String text) {
        return text.indexOf(0) < 0 && UTF_8.newEncoder().canEncode(text);
    }

    /** Names of services; null: not said. */
    static List<String> services(List<String> names) {
        if (names != null) {
            require(names.size() <= MAX_SERVICES, "services", "must be at most " + MAX_SERVICES);
            for (int i = 0; i < names.size(); i++) {
                service("services[" + i + "]", names.get(i));
            }
        }
        return names;
    }

    static String service(String field, String name) {
        return bytes(field, name, MAX_SERVICE);
    }

    /** An ISO-8601 duration; null: not said. Whether it is allowed is decided later. */
    static String duration(String field, String text) {
        if (text == null) {
            return null;
        }
        try {
            boolean fits =
                    text.length() <= MAX_DURATION && !Duration.parse(text).isNegative();
            if (fits) {
                return text;
            }
        } catch (DateTimeParseException e) {
            throw badDuration(field);
        }
        throw badDuration(field);
    }

    private static ProblemException badDuration(String field) {
        return new ProblemException(
                        ProblemCode.BAD_DURATION,
                        field + " must be an ISO-8601 duration of days or less, not negative, for example P30D")
                .in(field);
    }

    /** A moment; null: not said. */
    static Instant instant(String field, String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            require(at.isAfter(EARLIEST) && at.isBefore(LATEST), field, "must lie between 1970 and 9999");
            return at;
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(field, field + " must be RFC 3339, for example 2026-11-01T12:00:00Z");
        }
    }

    static void require(boolean ok, String field, String must) {
        if (!ok) {
            throw ProblemException.invalid(field, field + " " + must);
        }
    }
}
