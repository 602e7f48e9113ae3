package io.lethe.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The keyset on disk: a properties file with all keysets in Base64 and a SHA-256 over them, since a key with a flipped bit would still be a key. Only its
 * owner may read it.
 */
final class KeysetFile {
    private static final String FORMAT = "2";
    /** Without a master keyset. */
    private static final String FIRST_FORMAT = "1";

    private static final EnumSet<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final String BANNER = """
            # Lethe's own keys. Whoever can read this file can answer for any service, forge catalogue changes and read exports.
            # Every instance of one deployment needs the same file, readable by its owner alone. Back it up: without
            # it, open tasks cannot be answered and exports cannot be read any more.
            """;

    private final Path file;

    KeysetFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    boolean exists() {
        return Files.exists(file);
    }

    Keyset read() {
        try {
            refuseReadableByOthers();
            return parse(Files.readString(file, UTF_8));
        } catch (IOException e) {
            throw new KeysetException("keyset file " + file + " cannot be read: " + e, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw corrupt(e);
        }
    }

    void create(Keyset keyset) {
        NewFile.write(file, OWNER, text(keyset), false);
    }

    void replace(Keyset keyset) {
        NewFile.write(file, OWNER, text(keyset), true);
    }

    private void refuseReadableByOthers() throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        var found = Files.getPosixFilePermissions(file);
        var more = EnumSet.copyOf(found);
        more.removeAll(OWNER);
        more.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!more.isEmpty()) {
            throw new KeysetException("keyset file " + file + " has mode " + PosixFilePermissions.toString(found)
                    + ": expected rw------- (0600), so that nobody but its owner reads it; run: chmod 600 " + file);
        }
    }

    private Keyset parse(String text) throws IOException, GeneralSecurityException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        var format = properties.getProperty("format");
        if (!FORMAT.equals(format) && !FIRST_FORMAT.equals(format)) {
            throw corrupt(null);
        }
        var tags = decode(properties, "tags");
        var names = decode(properties, "names");
        var wraps = FIRST_FORMAT.equals(format) ? null : decode(properties, "wraps");
        if (!checksum(tags, names, wraps).equals(properties.getProperty("sha256"))) {
            throw corrupt(null);
        }
        return Keyset.parse(tags, names, wraps);
    }

    private static byte[] decode(Properties properties, String key) {
        return Base64.getDecoder().decode(properties.getProperty(key, ""));
    }

    private static String text(Keyset keyset) {
        try {
            var tags = keyset.tagBytes();
            var names = keyset.nameBytes();
            var wraps = keyset.wrapBytes();
            var encoder = Base64.getEncoder();
            return BANNER
                    + "format=%s\ntags=%s\nnames=%s\nwraps=%s\nsha256=%s\n"
                            .formatted(
                                    FORMAT,
                                    encoder.encodeToString(tags),
                                    encoder.encodeToString(names),
                                    encoder.encodeToString(wraps),
                                    checksum(tags, names, wraps));
        } catch (GeneralSecurityException e) {
            throw new KeysetException("the keyset cannot be written down: " + e, e);
        }
    }

    private static String checksum(byte[] tags, byte[] names, byte[] wraps) throws GeneralSecurityException {
        var content = Fields.of("keyset").bytes(tags).bytes(names);
        if (wraps != null) {
            content.bytes(wraps);
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.toBytes()));
    }

    private KeysetException corrupt(Throwable cause) {
        return new KeysetException(
                "keyset file " + file + " is damaged or not a keyset of Lethe; restore it from a backup", cause);
    }
}
