package io.lethe.cli.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * Where a running stack is reached; kept in its data directory while it runs, so that the other commands find it.
 *
 * @param http base URL of Lethe, no slash at the end
 * @param bootstrapServers {@code host:port} of the brokers
 * @param schemaRegistry base URL of the registry, no slash at the end
 * @param topicPrefix prefix of Lethe's topics
 * @param tokens development token per role; empty while there is no authentication
 * @param pid process id of the stack
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunningStack(
        String http,
        String bootstrapServers,
        String schemaRegistry,
        String topicPrefix,
        Map<String, String> tokens,
        long pid) {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final String FILE = "running.json";

    public RunningStack {
        tokens = Map.copyOf(tokens);
    }

    /** The record in this data directory; empty when none is there or the process that wrote it is gone. */
    public static Optional<RunningStack> read(Path dataDir) {
        var file = dataDir.resolve(FILE);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), RunningStack.class))
                    .filter(RunningStack::isAlive);
        } catch (IOException e) {
            throw new StackException(file + " cannot be read: remove it, or name the server with --url", e);
        }
    }

    /** Writes it in one step, so that a reader sees all of it or none. */
    public void write(DataDir dataDir) {
        var file = dataDir.of(FILE);
        var draft = dataDir.of(FILE + ".new");
        try {
            JSON.writeValue(draft.toFile(), this);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException(file + " cannot be written: is the disk full?", e);
        }
    }

    /** Takes the record away at the end. */
    public static void remove(DataDir dataDir) {
        try {
            Files.deleteIfExists(dataDir.of(FILE));
        } catch (IOException e) {
            throw new StackException(dataDir.of(FILE) + " cannot be removed: remove it by hand", e);
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
