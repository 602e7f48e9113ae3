package io.lethe.tombstone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.schemas.KeyFormat;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TombstoneKeyTest {
    @Test
    void shouldWriteTextAsUtf8() {
        assertThat(TombstoneKey.of(KeyFormat.STRING, "ä-007")).contains("ä-007".getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "INT32, 7, 00000007",
        "INT32, -1, ffffffff",
        "INT32, 2147483647, 7fffffff",
        "INT64, 7, 0000000000000007",
        "INT64, -2, fffffffffffffffe",
        "UUID, 8f14e45f-ceea-467f-a8c6-1f4b5d5a7d11, 8f14e45fceea467fa8c61f4b5d5a7d11",
        "UUID, 8F14E45F-CEEA-467F-A8C6-1F4B5D5A7D11, 8f14e45fceea467fa8c61f4b5d5a7d11"
    })
    void shouldWriteNumbersBigEndian(KeyFormat format, String subjectId, String hex) {
        assertThat(TombstoneKey.of(format, subjectId)).contains(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "INT32, customer-1",
        "INT32, 2147483648",
        "INT32, 007",
        "INT32, +7",
        "INT32, ' 7'",
        "INT32, ''",
        "INT32, ٧",
        "INT64, 9223372036854775808",
        "INT64, 1e3",
        "INT64, -0",
        "UUID, 7",
        "UUID, 1-1-1-1-1",
        "UUID, 8f14e45fceea467fa8c61f4b5d5a7d11",
        "UNKNOWN, 7"
    })
    void shouldRefuseAnIdThatIsNotWrittenInTheOneWay(KeyFormat format, String subjectId) {
        assertThat(TombstoneKey.of(format, subjectId)).isEmpty();
    }
}
