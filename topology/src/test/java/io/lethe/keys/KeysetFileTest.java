package io.lethe.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.Action;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("keys").resolve("lethe.keys");
    }

    @Test
    void shouldCreateAFileThatOnlyItsOwnerReadsAndFindTheSameKeysInIt() throws IOException {
        var token = token(Keys.load(file, true));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(valid(Keys.load(file, false), token)).isTrue();
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldNotMakeKeysUnasked() {
        assertThatThrownBy(() -> Keys.load(file, false))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("lethe.keyset.create=true");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void shouldRefuseAFileThatOthersCanReach(String mode) throws IOException {
        Keys.load(file, true);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> Keys.load(file, false))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining(mode)
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void shouldRefuseADamagedFileWhereverTheDamageIs() throws IOException {
        Keys.load(file, true);
        var text = Files.readString(file);
        for (int at = text.indexOf("format="); at < text.length(); at += 7) {
            var damaged = new StringBuilder(text);
            damaged.setCharAt(at, text.charAt(at) == 'A' ? 'B' : 'A');
            Files.writeString(file, damaged);

            assertThatThrownBy(() -> Keys.load(file, false))
                    .isInstanceOf(KeysetException.class)
                    .hasMessageContaining("restore it from a backup");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "format=2\n", "{\"keyset\": 1}", "format=1\ntags=!\nnames=!\nsha256=0\n"})
    void shouldRefuseWhatIsNoKeyset(String text) throws IOException {
        Keys.load(file, true);
        Files.writeString(file, text);

        assertThatThrownBy(() -> Keys.load(file, true)).isInstanceOf(KeysetException.class);
        assertThat(file).hasContent(text);
    }

    @Test
    void shouldGiveEveryoneTheSameKeysWhenManyCreateAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Keys> load = () -> Keys.load(file, true);
            var loaded = pool.invokeAll(Stream.generate(() -> load).limit(8).toList());
            var token = token(loaded.get(0).get());
            for (var keys : loaded) {
                assertThat(valid(keys.get(), token)).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void shouldUseANewKeyAfterRotationAndAcceptTheOldOnes() throws IOException {
        var before = Keys.load(file, true);
        Keys.rotate(file);
        var after = Keys.load(file, false);

        assertThat(token(after)).isNotEqualTo(token(before));
        assertThat(valid(after, token(before))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldBeVerifiedByAnInstanceThatHasNotSeenTheRotation() {
        var behind = Keys.load(file, true);
        Keys.rotate(file);

        assertThat(valid(behind, token(Keys.load(file, false)))).isTrue();
    }

    @Test
    void shouldReadWhatWasWrappedBeforeAndAfterARotation() {
        var before = Keys.load(file, true);
        Keys.rotate(file);
        var after = Keys.load(file, false);

        assertThat(after.wrap().unwrap(before.wrap().wrap(new byte[] {7}, "a"), "a"))
                .containsExactly(7);
        assertThat(before.wrap().unwrap(after.wrap().wrap(new byte[] {8}, "a"), "a"))
                .containsExactly(8);
        assertThatThrownBy(() -> after.wrap().unwrap(before.wrap().wrap(new byte[1], "a"), "b"))
                .isInstanceOf(KeysetException.class);
        assertThat(after.exportFolder("customer-1")).isEqualTo(before.exportFolder("customer-1"));
    }

    @Test
    void shouldCompleteAFileOfTheFirstFormatWhereItMayMakeOne() throws Exception {
        var token = token(Keys.load(file, true));
        writeInFirstFormat();

        assertThatThrownBy(() -> Keys.load(file, false))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining("lethe.keyset.create=true");
        var wrapped = Keys.load(file, true).wrap().wrap(new byte[] {7}, "a");

        assertThat(Keys.load(file, false).wrap().unwrap(wrapped, "a")).containsExactly(7);
        assertThat(valid(Keys.load(file, false), token)).isTrue();
    }

    private void writeInFirstFormat() throws Exception {
        var now = new Properties();
        now.load(new StringReader(Files.readString(file)));
        var decoder = Base64.getDecoder();
        var content = Fields.of("keyset")
                .bytes(decoder.decode(now.getProperty("tags")))
                .bytes(decoder.decode(now.getProperty("names")))
                .toBytes();
        var sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        Files.writeString(
                file,
                "format=1\ntags=%s\nnames=%s\nsha256=%s\n"
                        .formatted(now.getProperty("tags"), now.getProperty("names"), sha256));
    }

    @Test
    void shouldKeepRequestIdsOverRotations() {
        var before = Keys.load(file, true);
        var minted = before.mintRequestId(1, 3, 5);
        Keys.rotate(file);
        Keys.rotate(file);
        var after = Keys.load(file, false);

        assertThat(after.partitionOf(minted)).hasValue(3);
        assertThat(after.derivedRequestId("a", "b")).isEqualTo(before.derivedRequestId("a", "b"));
        assertThat(valid(after, token(before))).isTrue();
    }

    private static String token(Keys keys) {
        return keys.token("customer-1", "task", "orders", Action.EXPORT);
    }

    private static boolean valid(Keys keys, String token) {
        return keys.tokenValid(token, "customer-1", "task", "orders", Action.EXPORT);
    }
}
