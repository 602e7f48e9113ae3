package io.lethe.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** As much of JSON Schema as openapi.json uses: what differs from a schema, by path. */
final class Schemas {
    private final JsonNode document;
    private final List<String> wrong = new ArrayList<>();

    private Schemas(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with a value; empty: it is as the schema says. */
    static List<String> differences(JsonNode document, JsonNode schema, JsonNode value) {
        Schemas schemas = new Schemas(document);
        schemas.check("$", schemas.resolved(schema), value);
        return schemas.wrong;
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? resolve(document, schema.path("$ref").asText()) : schema;
    }

    static JsonNode resolve(JsonNode document, String ref) {
        JsonNode found = document.at(ref.substring(1));
        if (found.isMissingNode()) {
            throw new AssertionError(ref + " leads nowhere");
        }
        return found;
    }

    private void check(String path, JsonNode schema, JsonNode value) {
        require(isOfType(schema.path("type"), value), path + " is no " + schema.path("type"));
        checkText(path, schema, value);
        if (value.isNumber()) {
            require(value.asDouble() >= schema.path("minimum").asDouble(-1e9), path + " is too small");
            require(value.asDouble() <= schema.path("maximum").asDouble(1e18), path + " is too large");
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(path + "[" + i + "]", resolved(schema.path("items")), value.get(i));
            }
        }
        if (value.isObject()) {
            checkObject(path, schema, value);
        }
    }

    private void checkText(String path, JsonNode schema, JsonNode value) {
        if (!value.isTextual()) {
            return;
        }
        String text = value.asText();
        boolean listed = !schema.has("enum") || stream(schema.path("enum")).anyMatch(value::equals);
        require(listed, path + " = " + text + " is not listed");
        boolean matches = !schema.has("pattern")
                || Pattern.compile(schema.path("pattern").asText())
                        .matcher(text)
                        .find();
        require(matches, path + " = " + text + " does not match");
        switch (schema.path("format").asText("")) {
            case "uuid" -> require(parses(text, UUID::fromString), path + " is no UUID");
            case "date-time" -> require(parses(text, Instant::parse), path + " is no time");
            case "uri" -> require(parses(text, URI::create), path + " is no URI");
            default -> {
                // No format.
            }
        }
    }

    private void checkObject(String path, JsonNode schema, JsonNode value) {
        stream(schema.path("required"))
                .map(JsonNode::asText)
                .forEach(name -> require(value.has(name), path + "." + name + " is missing"));
        value.properties().forEach(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            JsonNode others = schema.path("additionalProperties");
            boolean closed = others.isBoolean() && !others.asBoolean();
            require(!property.isMissingNode() || !closed, path + "." + field.getKey() + " is not described");
            check(
                    path + "." + field.getKey(),
                    resolved(property.isMissingNode() ? others : property),
                    field.getValue());
        });
    }

    private static boolean isOfType(JsonNode types, JsonNode value) {
        return types.isMissingNode()
                || (types.isArray()
                        ? stream(types).anyMatch(type -> is(type.asText(), value))
                        : is(types.asText(), value));
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> throw new AssertionError("what is " + type + "?");
        };
    }

    private static boolean parses(String text, Function<String, ?> parser) {
        try {
            return parser.apply(text) != null;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return false;
        }
    }

    private void require(boolean ok, String what) {
        if (!ok) {
            wrong.add(what);
        }
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }
}
