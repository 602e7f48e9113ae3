package io.lethe.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's memory: one JSON object a line, appended and synced before anything is answered, so that an id that
 * somebody was told survives a kill. A last line that was cut off in the middle had not been answered and is dropped.
 */
final class RegistryLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final List<JsonNode> entries = new ArrayList<>();

    /**
     * Opens or makes the log.
     *
     * @throws IOException when the directory cannot be used, another registry uses it, or the file is damaged
     */
    RegistryLog(Path directory) throws IOException {
        Files.createDirectories(directory);
        file = directory.resolve("schemas.jsonl");
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock();
            read();
            sync(directory);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** What was there when the log was opened, oldest first. */
    List<JsonNode> entries() {
        return entries;
    }

    /** Returns when the entry is on disk; when it throws, nothing was added. */
    void append(JsonNode entry) throws IOException {
        long end = channel.position();
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void lock() throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException heldInThisJvm) {
            LOG.debug("{} is locked in this JVM", file, heldInThisJvm);
        }
        throw new IOException(file + " is in use by another registry: stop that one or choose another directory");
    }

    private void read() throws IOException {
        String text = Files.readString(file);
        int whole = text.lastIndexOf('\n') + 1;
        if (whole < text.length()) {
            LOG.warn("{} ends in the middle of a line, left by a crash before it was answered; dropped", file);
        }
        for (String line : text.substring(0, whole).lines().toList()) {
            entries.add(parse(line));
        }
        channel.truncate(text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
    }

    private JsonNode parse(String line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " is damaged at entry " + (entries.size() + 1)
                            + ": restore the file, or delete it together with the topics written under its ids",
                    e);
        }
    }

    /** Makes the file's own directory entry durable. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }
}
