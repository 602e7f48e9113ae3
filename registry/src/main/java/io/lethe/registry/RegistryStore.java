package io.lethe.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;

/** Subjects, versions, ids and levels, in memory and in the log. One change at a time. */
final class RegistryStore implements AutoCloseable {
    /** What Confluent's registry starts with. */
    private static final Level DEFAULT_LEVEL = Level.BACKWARD;

    private static final String SUBJECT = "subject";
    private static final String SCHEMA = "schema";
    private static final String ID = "id";
    private static final String LEVEL = "level";

    private final RegistryLog log;
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, List<Integer>> subjects = new TreeMap<>();
    private final Map<String, Level> levels = new HashMap<>();
    private Level globalLevel = DEFAULT_LEVEL;

    /** A schema as one version of a subject. */
    record Version(String subject, int version, int id, String schema) {}

    RegistryStore(Path directory) throws IOException {
        log = new RegistryLog(directory);
        log.entries().forEach(this::apply);
    }

    synchronized Set<String> subjects() {
        return new TreeSet<>(subjects.keySet());
    }

    synchronized String schema(int id) throws RegistryError {
        String text = texts.get(id);
        if (text == null) {
            throw RegistryError.schemaNotFound();
        }
        return text;
    }

    /** All versions of a subject, oldest first. */
    synchronized List<Version> versions(String subject) throws RegistryError {
        List<Integer> held = subjects.get(subject);
        if (held == null) {
            throw RegistryError.subjectNotFound(subject);
        }
        List<Version> versions = new ArrayList<>();
        held.forEach(id -> versions.add(new Version(subject, versions.size() + 1, id, texts.get(id))));
        return versions;
    }

    synchronized Version find(String subject, Schema schema) throws RegistryError {
        String text = schema.toString();
        return versions(subject).stream()
                .filter(version -> version.schema().equals(text))
                .findFirst()
                .orElseThrow(RegistryError::schemaNotFound);
    }

    /** Gives the schema's id: its old one where the subject, or any other, has the same text already. */
    synchronized int register(String subject, Schema schema) throws RegistryError, IOException {
        String text = schema.toString();
        Integer known = ids.get(text);
        if (known != null && subjects.getOrDefault(subject, List.of()).contains(known)) {
            return known;
        }
        List<String> conflicts = conflicts(subject, schema);
        if (!conflicts.isEmpty()) {
            throw RegistryError.incompatible(subject, level(subject).name(), String.join("; ", conflicts));
        }
        int id = known == null ? texts.size() + 1 : known;
        record(entry().put(SUBJECT, subject).put(ID, id).put(SCHEMA, text));
        return id;
    }

    synchronized List<String> conflicts(String subject, Schema schema) throws RegistryError {
        return subjects.containsKey(subject) ? level(subject).conflicts(schema, parse(versions(subject))) : List.of();
    }

    synchronized Level level(String subject) {
        return levels.getOrDefault(subject, globalLevel);
    }

    synchronized Optional<Level> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    synchronized Level globalLevel() {
        return globalLevel;
    }

    synchronized void setLevel(String subject, Level level) throws IOException {
        record(entry().put(SUBJECT, subject).put(LEVEL, level.name()));
    }

    synchronized void setGlobalLevel(Level level) throws IOException {
        record(entry().put(LEVEL, level.name()));
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
    }

    private void record(ObjectNode entry) throws IOException {
        log.append(entry);
        apply(entry);
    }

    private void apply(JsonNode entry) {
        if (entry.has(SCHEMA)) {
            int id = entry.path(ID).asInt();
            texts.put(id, entry.path(SCHEMA).asText());
            ids.put(entry.path(SCHEMA).asText(), id);
            subjects.computeIfAbsent(entry.path(SUBJECT).asText(), any -> new ArrayList<>())
                    .add(id);
        } else if (entry.has(SUBJECT)) {
            levels.put(
                    entry.path(SUBJECT).asText(),
                    Level.valueOf(entry.path(LEVEL).asText()));
        } else {
            globalLevel = Level.valueOf(entry.path(LEVEL).asText());
        }
    }

    private static List<Schema> parse(List<Version> versions) {
        return versions.stream()
                .map(version -> new Schema.Parser().parse(version.schema()))
                .toList();
    }

    private static ObjectNode entry() {
        return JsonNodeFactory.instance.objectNode();
    }
}
