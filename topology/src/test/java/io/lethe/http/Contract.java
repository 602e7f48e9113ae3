package io.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.app.Http.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Holds every answer that a test gets against openapi.json: its status, its code and its body. */
public final class Contract {
    private static final JsonNode API = OpenApiTest.read();

    private Contract() {}

    public static void check(Answer answer) {
        String call = answer.response().request().method() + " "
                + answer.response().uri().getRawPath();
        operation(answer).ifPresent(operation -> {
            JsonNode responses = operation.path("responses");
            String status = Integer.toString(answer.status());
            JsonNode response = resolved(responses.path(responses.has(status) ? status : "default"));
            checkCode(call, response, answer);
            checkBody(call, response, answer);
        });
    }

    private static void checkCode(String call, JsonNode response, Answer answer) {
        if (answer.status() >= 400 && answer.body().has("code")) {
            assertThat(texts(response.path("x-codes")))
                    .as("codes of %s, status %d", call, answer.status())
                    .contains(answer.text("code"));
        }
    }

    private static void checkBody(String call, JsonNode response, Answer answer) {
        String type = Optional.ofNullable(answer.header("Content-Type")).orElse("");
        JsonNode content = response.path("content");
        if (type.endsWith("json")) {
            assertThat(content.has(type)).as("%s answers as %s", call, type).isTrue();
            assertThat(Schemas.differences(API, content.path(type).path("schema"), answer.body()))
                    .as("body of %s, status %d", call, answer.status())
                    .isEmpty();
        }
    }

    /** What the document says of the call; empty: there is no such path, or it does not take the method. */
    private static Optional<JsonNode> operation(Answer answer) {
        String method = answer.response().request().method().toLowerCase(Locale.ROOT);
        String path = answer.response().uri().getRawPath();
        return API.path("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                .map(Map.Entry::getValue)
                .filter(operations -> operations.has(method))
                .map(operations -> operations.path(method))
                .findFirst();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? Schemas.resolve(API, node.path("$ref").asText()) : node;
    }

    private static List<String> texts(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
