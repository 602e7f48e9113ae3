package io.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.http.Routes.Route;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.WaitReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** openapi.json says what there is, no more and no less; docs/http.md says the same. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode API = read();
    private static final Path DOCS = Path.of("..", "docs", "http.md");

    @Test
    void shouldDescribeEveryRouteAndNoOther() {
        List<String> described = new ArrayList<>();
        operations((route, operation) -> described.add(route));

        assertThat(described).containsExactlyInAnyOrderElementsOf(routes());
    }

    @Test
    void shouldDescribeTheParametersInEveryPath() {
        operations((route, operation) -> {
            List<String> inPath = Pattern.compile("\\{(\\w+)}")
                    .matcher(route)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            List<String> described = stream(operation.path("parameters"))
                    .map(OpenApiTest::resolved)
                    .filter(parameter -> parameter.path("in").asText().equals("path"))
                    .map(parameter -> parameter.path("name").asText())
                    .toList();
            assertThat(described).as(route).containsExactlyInAnyOrderElementsOf(inPath);
        });
    }

    @Test
    void shouldDescribeTheParametersOfTheLists() {
        assertThat(parameters("listRequests", "query"))
                .containsExactlyInAnyOrder("status", "phase", "type", "service", "overdue", "cursor", "limit");
        assertThat(parameters("listSubjectRequests", "query")).containsExactlyInAnyOrderElementsOf(Paging.PARAMETERS);
        assertThat(parameters("getRequest", "query")).containsExactly("wait");
        assertThat(parameters("createRequest", "header")).containsExactly("Idempotency-Key");
    }

    @Test
    void shouldNameEveryProblemCodeWithItsStatus() {
        Map<String, TreeSet<String>> statuses = new TreeMap<>();
        operations((route, operation) -> operation
                .path("responses")
                .properties()
                .forEach(response -> stream(resolved(response.getValue()).path("x-codes"))
                        .forEach(code -> statuses.computeIfAbsent(code.asText(), c -> new TreeSet<>())
                                .add(response.getKey()))));

        assertThat(statuses.keySet()).containsExactlyInAnyOrderElementsOf(codes());
        statuses.forEach((code, at) -> {
            String status = Integer.toString(ProblemCode.valueOf(code).status());
            assertThat(at).as(code).isSubsetOf(status, "default");
        });
        assertThat(symbols("/components/schemas/Problem/properties/code")).containsExactlyInAnyOrderElementsOf(codes());
    }

    @Test
    void shouldListTheSymbolsThatThereAre() {
        String request = "/components/schemas/Request/properties/";
        assertThat(symbols(request + "phase")).isEqualTo(names(Phase.values()));
        assertThat(symbols(request + "status")).isEqualTo(names(RequestStatus.values()));
        assertThat(symbols(request + "waitingFor/items/properties/kind")).isEqualTo(names(WaitReason.Kind.values()));
        assertThat(symbols(request + "services/items/properties/status"))
                .isEqualTo(names(StatusDocument.ServiceStatus.values()));
    }

    @Test
    void shouldGiveExamplesThatAreAsTheirSchemasSay() {
        List<String> without = new ArrayList<>();
        API.at("/components/schemas").properties().forEach(schema -> {
            if (!schema.getValue().has("examples")) {
                without.add(schema.getKey());
            }
            stream(schema.getValue().path("examples"))
                    .forEach(example -> assertThat(Schemas.differences(API, schema.getValue(), example))
                            .as(schema.getKey())
                            .isEmpty());
        });
        assertThat(without).isEmpty();
    }

    @Test
    void shouldDocumentEveryCallAndEveryProblemCode() throws IOException {
        String text = Files.readString(DOCS);
        List<String> rows = text.lines()
                .filter(line -> line.matches("\\| `[A-Z_]+` \\| \\d{3}.*"))
                .toList();

        assertThat(rows).hasSize(ProblemCode.values().length);
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(rows)
                    .as(code.name())
                    .anyMatch(row -> row.startsWith("| `%s` | %d ".formatted(code, code.status())));
        }
        routes().forEach(route -> assertThat(text).contains("`" + route.replace(Urls.API, "") + "`"));
    }

    /** Handlers without anything behind them: only their paths are looked at. */
    private static List<String> routes() {
        return new Routes()
                        .requests(
                                new RequestHandlers(null, null, null, null, null, null, null),
                                new ListHandlers(null, null),
                                new StatusHandlers(null, null, null),
                                new ActionHandlers(null, null, null))
                        .subjects(new SubjectHandlers(null, null))
                        .services(new ServiceHandlers(null, null, null, null, null))
                        .downloads(new DownloadHandlers(null, null, null, null, null, null, null, null))
                        .operation(new OperationHandlers(null, null))
                        .all()
                        .stream()
                        .map(OpenApiTest::name)
                        .toList();
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }

    private static void operations(BiConsumer<String, JsonNode> what) {
        API.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> what.accept(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    }

    private static List<String> parameters(String operationId, String in) {
        List<String> names = new ArrayList<>();
        operations((route, operation) -> {
            if (operation.path("operationId").asText().equals(operationId)) {
                stream(operation.path("parameters"))
                        .map(OpenApiTest::resolved)
                        .filter(parameter -> parameter.path("in").asText().equals(in))
                        .forEach(parameter -> names.add(parameter.path("name").asText()));
            }
        });
        return names;
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? Schemas.resolve(API, node.path("$ref").asText()) : node;
    }

    private static List<String> symbols(String pointer) {
        return stream(API.at(pointer).path("enum")).map(JsonNode::asText).toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static List<String> codes() {
        return names(ProblemCode.values());
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }

    static JsonNode read() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
