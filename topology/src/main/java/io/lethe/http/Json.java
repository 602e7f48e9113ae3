package io.lethe.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Strict JSON: no unknown or repeated fields, nothing taken for what it is not, nothing after the end. What is refused is named by its path and never
 * repeated: it could be an identity.
 */
final class Json {
    private static final int MAX_DEPTH = 8;
    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /** Reads a body; an empty one is an empty object. */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            T value = body.length == 0 ? MAPPER.readValue("{}", type) : MAPPER.readValue(body, type);
            if (value == null) {
                throw ProblemException.invalid("", "the body must be an object");
            }
            return value;
        } catch (JsonMappingException e) {
            throw refused(e);
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid("", "the body is not JSON (RFC 8259): " + place(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " has no JSON form", e);
        }
    }

    private static ProblemException refused(JsonMappingException e) {
        if (e.getCause() instanceof ProblemException known) {
            return known;
        }
        return ProblemException.invalid(path(e), path(e) + " " + reason(e));
    }

    private static String reason(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "is not a field that this call takes";
        }
        if (e instanceof InvalidFormatException bad && bad.getTargetType().isEnum()) {
            Object[] values = bad.getTargetType().getEnumConstants();
            return "must be one of "
                    + Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "));
        }
        return "has a value of the wrong type, or is there twice";
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "the body" : path.toString();
    }

    private static String place(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null
                ? "it breaks off"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static ObjectMapper mapper() {
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNameLength(256)
                .maxNumberLength(32)
                .build();
        ObjectMapper mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(bounds)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, config -> {
                    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .build();
        return mapper.registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));
    }
}
