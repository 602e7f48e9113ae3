package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are written as {@link Instant#toString} writes them, without asking it. */
class InstantSerializerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "2024-02-29T23:59:59Z",
                "2026-11-21T09:05:03.007Z",
                "2026-11-21T09:05:03.000000001Z",
                "2026-11-21T09:05:03.120400Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "-0001-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z"
            })
    void shouldWriteAsItReads(String text) {
        shouldWriteAsTextIs(Instant.parse(text));
    }

    @Test
    void shouldWriteEveryMomentOfTheEra() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            shouldWriteAsTextIs(Instant.ofEpochMilli(random.nextLong(-62_135_596_800_000L, 253_402_300_800_000L)));
        }
    }

    private static void shouldWriteAsTextIs(Instant at) {
        assertThat(new String(Json.write(at), UTF_8)).isEqualTo('"' + at.toString() + '"');
    }
}
