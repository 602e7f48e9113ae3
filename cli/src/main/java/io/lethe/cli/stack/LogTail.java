package io.lethe.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for a message to a person. */
final class LogTail {
    private static final int BYTES = 16 * 1024;

    private LogTail() {}

    /** At most this many last lines, or a remark that there are none. */
    static String of(Path file, int lines) {
        if (!Files.isReadable(file)) {
            return "(no log was written)";
        }
        try {
            List<String> all = end(file).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }

    private static String end(Path file) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "r")) {
            access.seek(Math.max(0, access.length() - BYTES));
            var bytes = new byte[(int) Math.min(BYTES, access.length() - access.getFilePointer())];
            access.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
