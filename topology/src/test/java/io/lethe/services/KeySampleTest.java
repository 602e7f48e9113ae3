package io.lethe.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.schemas.KeyFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeySampleTest {
    @ParameterizedTest
    @EnumSource(names = {"STRING", "INT32", "INT64", "UUID"})
    void shouldSayNothingOfAnEmptyTopic(KeyFormat format) {
        assertThat(KeySample.contradiction(List.of(), format)).isEmpty();
    }

    @Test
    void shouldTakeKeysOfTheDeclaredFormat() {
        assertThat(KeySample.contradiction(text("customer-00001", "Ünïcode"), KeyFormat.STRING))
                .isEmpty();
        assertThat(KeySample.contradiction(int64(-1, 0, 7, 1L << 40), KeyFormat.INT64))
                .isEmpty();
        assertThat(KeySample.contradiction(List.of(new byte[4], new byte[] {0, 0, 1, 2}), KeyFormat.INT32))
                .isEmpty();
        assertThat(KeySample.contradiction(List.of(new byte[16]), KeyFormat.UUID))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INT32", "INT64", "UUID"})
    void shouldRefuseTextWhereNumbersAreDeclared(KeyFormat format) {
        assertThat(KeySample.contradiction(text("customer-00001"), format))
                .hasValueSatisfying(what -> assertThat(what).contains("1 of 1").contains(format.name()));
    }

    @Test
    void shouldRefuseNumbersWhereTextIsDeclared() {
        assertThat(KeySample.contradiction(int64(1, 2, 3), KeyFormat.STRING))
                .hasValueSatisfying(what -> assertThat(what).contains("3 of 3"));
        assertThat(KeySample.contradiction(List.of(new byte[] {(byte) 0xff, 1}), KeyFormat.STRING))
                .isPresent();
        assertThat(KeySample.contradiction(List.of(new byte[0]), KeyFormat.STRING))
                .isPresent();
    }

    @Test
    void shouldRefuseOneKeyOfAnotherFormatAmongMany() {
        assertThat(KeySample.contradiction(text("customer-1", "\u0000\u0001"), KeyFormat.STRING))
                .hasValueSatisfying(what -> assertThat(what).contains("1 of 2"));
    }

    @Test
    void shouldSeeThatDigitsOfTheRightLengthAreText() {
        assertThat(KeySample.contradiction(
                        text("10000001", "10000002", "10000003", "10000004", "10000005"), KeyFormat.INT64))
                .hasValueSatisfying(what -> assertThat(what).contains("printable text"));
    }

    private static List<byte[]> text(String... keys) {
        return Arrays.stream(keys).map(key -> key.getBytes(UTF_8)).toList();
    }

    private static List<byte[]> int64(long... keys) {
        return LongStream.of(keys)
                .mapToObj(key -> ByteBuffer.allocate(8).putLong(key).array())
                .toList();
    }
}
