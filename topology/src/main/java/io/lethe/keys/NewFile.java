package io.lethe.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file whole or not at all, durable, with its permissions from the first byte on. */
final class NewFile {
    private NewFile() {}

    /**
     * Writes the file.
     *
     * @param replace false: a file that somebody else made meanwhile is left as it is
     */
    static void write(Path file, Set<PosixFilePermission> permissions, String text, boolean replace) {
        try {
            var folder = file.getParent();
            Files.createDirectories(folder);
            var draft =
                    Files.createTempFile(folder, ".keyset", ".new", PosixFilePermissions.asFileAttribute(permissions));
            try {
                fill(draft, text);
                publish(draft, file, replace);
            } finally {
                Files.deleteIfExists(draft);
            }
            force(folder);
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeysetException("keyset file " + file + " cannot be written: " + e, e);
        }
    }

    private static void fill(Path draft, String text) throws IOException {
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A hard link, unlike a move, fails where the name is taken. */
    private static void publish(Path draft, Path file, boolean replace) throws IOException {
        if (replace) {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first: its keys are the deployment's, and the caller reads them.
            return;
        }
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
