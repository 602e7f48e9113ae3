package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Strict JSON: no unknown or repeated fields, nothing taken for what it is not, nothing after the end. What is refused is named by its path and never
 * repeated: it could be an identity.
 */
final class Json {
    private static final String BODY = "body";
    /** As the parser says it: it has no type of its own for it. */
    private static final Pattern REPEATED = Pattern.compile("^Duplicate field '(.*)'");

    private static final int MAX_DEPTH = 8;
    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /** Reads a body; an empty one is an empty object. */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            T value = MAPPER.readValue(body.length == 0 ? "{}" : text(body), type);
            if (value == null) {
                throw ProblemException.invalid(BODY, "the body must be an object");
            }
            return value;
        } catch (JsonMappingException e) {
            throw refused(e);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid(BODY, "the body is not UTF-8");
        }
    }

    /** RFC 8259 knows no other encoding; what is not UTF-8 is refused before anything is guessed. */
    private static String text(byte[] body) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
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
            // UNKNOWN is what an older reader takes a newer symbol for, and never what a caller means.
            return "must be one of "
                    + Arrays.stream(bad.getTargetType().getEnumConstants())
                            .map(Object::toString)
                            .filter(value -> !value.equals("UNKNOWN"))
                            .collect(Collectors.joining(", "));
        }
        return "has a value of the wrong type";
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
        return path.isEmpty() ? BODY : path.toString();
    }

    private static ProblemException malformed(JsonProcessingException e) {
        Matcher repeated = REPEATED.matcher(e.getOriginalMessage());
        return repeated.find()
                ? ProblemException.invalid(repeated.group(1), repeated.group(1) + " is there twice")
                : ProblemException.invalid(BODY, "the body is not JSON (RFC 8259) that is taken: " + place(e));
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
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
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
