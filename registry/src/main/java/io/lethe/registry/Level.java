package io.lethe.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * Compatibility levels of a subject. BACKWARD: a reader with the new schema can read what was written with the earlier
 * ones. FORWARD: the other way round. FULL: both. Without TRANSITIVE only the newest earlier version counts.
 */
enum Level {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    Level(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    static Level of(String name) throws RegistryError {
        try {
            return valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw RegistryError.invalidLevel(name);
        }
    }

    /**
     * What keeps a schema from following earlier ones; empty when nothing does.
     *
     * @param earlier oldest first
     */
    List<String> conflicts(Schema next, List<Schema> earlier) {
        int skipped = transitive ? 0 : Math.max(0, earlier.size() - 1);
        return earlier.stream()
                .skip(skipped)
                .flatMap(old -> conflicts(next, old))
                .toList();
    }

    /** What keeps a schema from standing beside one given version. */
    Stream<String> conflicts(Schema next, Schema old) {
        List<String> found = new ArrayList<>();
        if (backward) {
            found.addAll(unreadable("new schema cannot read old data", next, old));
        }
        if (forward) {
            found.addAll(unreadable("old schema cannot read new data", old, next));
        }
        return found.stream();
    }

    private static List<String> unreadable(String what, Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(conflict -> what + ", " + conflict.getType() + " at " + conflict.getLocation() + ": "
                        + conflict.getMessage())
                .collect(Collectors.toList());
    }
}
