package io.lethe.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.registry.RegistryStore.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** What each path answers, free of HTTP. */
final class RegistryApi {
    private static final String LATEST = "latest";

    private final RegistryStore store;

    RegistryApi(RegistryStore store) {
        this.store = store;
    }

    /**
     * Answers one request.
     *
     * @param path segments of the path, decoded
     * @param body the request's JSON; a missing node where there was none
     * @return the answer, to be written as JSON
     */
    Object answer(String method, List<String> path, JsonNode body) throws RegistryError, IOException {
        String root = path.isEmpty() ? "" : path.get(0);
        return switch (method + " " + root + " " + path.size()) {
            case "GET  0" -> Map.of();
            case "GET subjects 1" -> store.subjects();
            case "POST subjects 2" -> store.find(path.get(1), schema(body));
            case "GET subjects 3", "POST subjects 3", "GET subjects 4" -> versions(method, path, body);
            case "GET schemas 2" -> types(method, path);
            case "GET schemas 3" -> byId(method, path);
            case "GET config 1" -> Map.of("compatibilityLevel", store.globalLevel());
            case "PUT config 1", "PUT config 2" -> setLevel(path, body);
            case "GET config 2" -> level(path.get(1));
            case "POST compatibility 5" -> compatibility(method, path, body);
            default -> throw noSuchPath(method, path);
        };
    }

    private Object versions(String method, List<String> path, JsonNode body) throws RegistryError, IOException {
        if (!"versions".equals(path.get(2))) {
            throw noSuchPath(method, path);
        }
        String subject = path.get(1);
        if (path.size() == 4) {
            return version(subject, path.get(3));
        }
        if ("POST".equals(method)) {
            return Map.of("id", store.register(subject, schema(body)));
        }
        return store.versions(subject).stream().map(Version::version).toList();
    }

    private static Object types(String method, List<String> path) throws RegistryError {
        if (!"types".equals(path.get(1))) {
            throw noSuchPath(method, path);
        }
        return List.of("AVRO");
    }

    private Object byId(String method, List<String> path) throws RegistryError {
        if (!"ids".equals(path.get(1))) {
            throw noSuchPath(method, path);
        }
        try {
            return Map.of("schema", store.schema(Integer.parseInt(path.get(2))));
        } catch (NumberFormatException notAnId) {
            throw RegistryError.schemaNotFound();
        }
    }

    private Object setLevel(List<String> path, JsonNode body) throws RegistryError, IOException {
        Level level = Level.of(body.path("compatibility").asText());
        if (path.size() == 1) {
            store.setGlobalLevel(level);
        } else {
            store.setLevel(path.get(1), level);
        }
        return Map.of("compatibility", level);
    }

    private Object level(String subject) throws RegistryError {
        return Map.of(
                "compatibilityLevel", store.ownLevel(subject).orElseThrow(() -> RegistryError.levelNotFound(subject)));
    }

    private Object compatibility(String method, List<String> path, JsonNode body) throws RegistryError {
        if (!"subjects".equals(path.get(1)) || !"versions".equals(path.get(3))) {
            throw noSuchPath(method, path);
        }
        String subject = path.get(2);
        Schema old = new Schema.Parser().parse(version(subject, path.get(4)).schema());
        List<String> conflicts =
                store.level(subject).conflicts(schema(body), old).toList();
        return Map.of("is_compatible", conflicts.isEmpty(), "messages", conflicts);
    }

    private Version version(String subject, String wanted) throws RegistryError {
        List<Version> versions = store.versions(subject);
        int number = LATEST.equals(wanted) || "-1".equals(wanted) ? versions.size() : number(wanted);
        if (number > versions.size()) {
            throw RegistryError.versionNotFound(wanted);
        }
        return versions.get(number - 1);
    }

    private static int number(String version) throws RegistryError {
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw RegistryError.invalidVersion(version);
        }
        return Integer.parseInt(version);
    }

    private static Schema schema(JsonNode body) throws RegistryError {
        if (!"AVRO".equals(body.path("schemaType").asText("AVRO"))
                || !body.path("references").isEmpty()) {
            throw RegistryError.invalidSchema("the development registry takes self-contained Avro schemas only");
        }
        try {
            return new Schema.Parser().parse(body.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw RegistryError.invalidSchema(e.getMessage());
        }
    }

    private static RegistryError noSuchPath(String method, List<String> path) {
        return RegistryError.noSuchPath(method, "/" + String.join("/", path));
    }
}
