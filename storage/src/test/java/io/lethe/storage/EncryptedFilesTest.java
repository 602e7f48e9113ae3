package io.lethe.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedFilesTest {
    @TempDir
    private Path directory;

    private FileStore store;
    private EncryptedFiles files;

    @BeforeEach
    void open() throws IOException {
        store = new FileStore(directory);
        files = new EncryptedFiles(store, new TestKey());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 1_048_535, 1_048_536, 1_048_537, 1_048_600, 2_097_000, 5_000_000})
    void shouldGiveBackAFileOfAnySizeAndKnowItsSize(int size) throws IOException {
        byte[] plain = bytes(size);
        files.write("f", "request-1", out -> out.write(plain));

        try (var opened = files.open("f", "request-1").orElseThrow()) {
            assertThat(opened.size()).isEqualTo(size);
            assertThat(opened.bytes().readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void shouldHoldNothingInPlain() throws IOException {
        byte[] name = "Ada Lovelace, ada@example.org".getBytes(StandardCharsets.UTF_8);
        files.write("f", "request-1", out -> out.write(name));

        assertThat(new String(Files.readAllBytes(directory.resolve("f")), ISO_8859_1))
                .doesNotContain("Lovelace");
    }

    @Test
    void shouldUseAnotherKeyForEachFile() throws IOException {
        files.write("f", "request-1", out -> out.write(new byte[100]));
        files.write("g", "request-1", out -> out.write(new byte[100]));

        assertThat(Files.readAllBytes(directory.resolve("f"))).isNotEqualTo(Files.readAllBytes(directory.resolve("g")));
    }

    @Test
    void shouldNotOpenForAnotherOwnerOrWithAnotherMasterKey() throws IOException {
        files.write("f", "request-1", out -> out.write(7));

        assertThatThrownBy(() -> files.open("f", "request-2")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new EncryptedFiles(store, new TestKey()).open("f", "request-1"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNoticeEveryChangeAndEveryCut() throws IOException {
        files.write("f", "request-1", out -> out.write(bytes(3_000_000)));
        byte[] whole = Files.readAllBytes(directory.resolve("f"));

        for (int at : new int[] {0, 9, 60, 400, 1_500_000, whole.length - 1}) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            assertUnreadable(changed);
        }
        for (int length : new int[] {0, 5, 100, 1_048_576 + 400, whole.length - 17, whole.length - 1}) {
            assertUnreadable(Arrays.copyOf(whole, length));
        }
    }

    private void assertUnreadable(byte[] object) throws IOException {
        Files.write(directory.resolve("f"), object);
        assertThatThrownBy(() -> {
                    try (var opened = files.open("f", "request-1").orElseThrow()) {
                        opened.bytes().readAllBytes();
                    }
                })
                .isInstanceOfAny(IOException.class, IllegalStateException.class);
    }

    @Test
    void shouldLeaveNoFileThatLooksWholeWhereWritingBrokeOff() {
        assertThatThrownBy(() -> files.write("f", "request-1", out -> {
                    out.write(bytes(2_000_000));
                    throw new IOException("broke off");
                }))
                .hasMessageContaining("broke off");

        assertThat(store.exists("f")).isFalse();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ((i * 17) >> 3);
        }
        return bytes;
    }

    private static final class TestKey implements MasterKey {
        private final Aead aead = aead();

        private static Aead aead() {
            try {
                return KeysetHandle.newBuilder()
                        .setConfiguration(AeadConfig2026.get())
                        .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                                .withRandomId()
                                .makePrimary())
                        .build()
                        .getPrimitive(AeadConfig2026.get(), Aead.class);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public byte[] wrap(byte[] secret, String purpose) {
            try {
                return aead.encrypt(secret, purpose.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public byte[] unwrap(byte[] wrapped, String purpose) {
            try {
                return aead.decrypt(wrapped, purpose.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
