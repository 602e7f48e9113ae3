package io.lethe.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Writes times as {@link Instant#toString} does (ISO 8601, UTC, without a fraction or with three digits of it), without its formatter: a status document
 * has dozens of times, and they were most of the cost of writing it.
 */
final class InstantSerializer extends StdSerializer<Instant> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SECONDS_OF_DAY = 86_400;
    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int MOST_YEARS = 9_999;
    private static final int LENGTH = "2000-01-01T00:00:00.000Z".length();

    InstantSerializer() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant at, JsonGenerator json, SerializerProvider provider) throws IOException {
        write(json, at);
    }

    /** Writes one where a value is due. */
    static void write(JsonGenerator json, Instant at) throws IOException {
        long second = at.getEpochSecond();
        int nanos = at.getNano();
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_OF_DAY));
        if (nanos % NANOS_OF_MILLI != 0 || day.getYear() < 0 || day.getYear() > MOST_YEARS) {
            json.writeString(at.toString());
        } else {
            char[] text = new char[LENGTH];
            int length = fill(text, day, Math.floorMod(second, SECONDS_OF_DAY), nanos / NANOS_OF_MILLI);
            json.writeString(text, 0, length);
        }
    }

    private static int fill(char[] text, LocalDate day, int second, int millis) {
        int at = number(text, 0, 4, day.getYear(), '-');
        at = number(text, at, 2, day.getMonthValue(), '-');
        at = number(text, at, 2, day.getDayOfMonth(), 'T');
        at = number(text, at, 2, second / 3_600, ':');
        at = number(text, at, 2, second / 60 % 60, ':');
        at = number(text, at, 2, second % 60, millis == 0 ? 'Z' : '.');
        return millis == 0 ? at : number(text, at, 3, millis, 'Z');
    }

    /** A number of so many digits and what stands behind it; where that ends. */
    private static int number(char[] text, int at, int digits, int number, char behind) {
        int left = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (char) ('0' + left % 10);
            left /= 10;
        }
        text[at + digits] = behind;
        return at + digits + 1;
    }
}
