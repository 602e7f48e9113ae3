package io.lethe.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every store. */
abstract class StoreContract {
    private static final int LARGE = 20 * 1024 * 1024;

    abstract ExportStore store();

    @Test
    void shouldGiveBackWhatWasPut() throws IOException {
        store().put("a/b/c", out -> out.write("hello".getBytes(UTF_8)));

        assertThat(store().exists("a/b/c")).isTrue();
        try (var stored = store().open("a/b/c").orElseThrow()) {
            assertThat(stored.size()).isEqualTo(5);
            assertThat(stored.bytes().readAllBytes()).asString().isEqualTo("hello");
        }
    }

    @Test
    void shouldReplaceDeleteAndKnowNothingOfWhatIsNotThere() throws IOException {
        store().put("a", out -> out.write(1));
        store().put("a", out -> out.write(2));
        try (var stored = store().open("a").orElseThrow()) {
            assertThat(stored.bytes().readAllBytes()).containsExactly(2);
        }
        store().delete("a");
        store().delete("a");

        assertThat(store().exists("a")).isFalse();
        assertThat(store().open("a")).isEmpty();
        assertThat(store().list("")).isEmpty();
    }

    @Test
    void shouldListByPrefixInOrder() throws IOException {
        Instant before = Instant.now().minusSeconds(2);
        for (String key : new String[] {"s/x/2", "s/x/1", "s/y/1", "t/1"}) {
            store().put(key, out -> out.write(new byte[3]));
        }

        assertThat(store().list("s/x/")).extracting(ExportStore.Entry::key).containsExactly("s/x/1", "s/x/2");
        assertThat(store().list(""))
                .extracting(ExportStore.Entry::key)
                .containsExactly("s/x/1", "s/x/2", "s/y/1", "t/1");
        assertThat(store().list("nothing/")).isEmpty();
        assertThat(store().list("t/1").get(0).size()).isEqualTo(3);
        assertThat(store().list("t/1").get(0).modifiedAt())
                .isBetween(before, Instant.now().plusSeconds(2));
    }

    @Test
    void shouldLeaveNothingOfWhatBrokeOff() throws IOException {
        assertThatThrownBy(() -> store().put("a/big", out -> {
                    out.write(new byte[LARGE]);
                    throw new IOException("broke off");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broke off");

        assertThat(store().exists("a/big")).isFalse();
        assertThat(store().list("")).isEmpty();
        assertThat(store().discardUnfinished(Instant.now().plusSeconds(60))).isZero();
    }

    @Test
    void shouldKeepTheOldObjectWhileANewOneBreaksOff() throws IOException {
        store().put("a", out -> out.write(1));
        assertThatThrownBy(() -> store().put("a", out -> {
                    out.write(new byte[LARGE]);
                    throw new IllegalStateException("broke off");
                }))
                .isInstanceOf(IllegalStateException.class);

        try (var stored = store().open("a").orElseThrow()) {
            assertThat(stored.bytes().readAllBytes()).containsExactly(1);
        }
    }

    @Test
    void shouldCarryLargeObjects() throws IOException {
        byte[] bytes = new byte[LARGE + 12345];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i * 31) >> 7);
        }
        store().put("large", out -> out.write(bytes));

        try (var stored = store().open("large").orElseThrow()) {
            assertThat(stored.size()).isEqualTo(bytes.length);
            assertThat(stored.bytes().readAllBytes()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../../x", "a b", "ä", "a\\b", "."})
    void shouldRefuseKeysThatLeadElsewhere(String key) {
        assertThatThrownBy(() -> store().put(key, out -> out.write(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().open(key)).isInstanceOf(IllegalArgumentException.class);
    }
}
