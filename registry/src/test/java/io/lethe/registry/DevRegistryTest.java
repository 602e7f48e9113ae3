package io.lethe.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevRegistryTest {
    private static final String ONE = record("{\"name\":\"a\",\"type\":\"string\"}");
    private static final String WITH_OPTIONAL = record(
            "{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":[\"null\",\"string\"],\"default\":null}");
    private static final String WITH_REQUIRED =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"string\"}");
    private static final String WITHOUT = record("");

    @TempDir
    Path directory;

    private DevRegistry registry;
    private Rest rest;

    @BeforeEach
    void start() throws IOException {
        registry = DevRegistry.start(directory, 0);
        rest = new Rest(registry.url());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldGiveTheSameTextTheSameId() {
        assertThat(register("s-value", ONE)).isEqualTo(1);
        assertThat(register("s-value", ONE.replace(",", " ,  "))).isEqualTo(1);
        assertThat(register("other-value", ONE)).isEqualTo(1);
        assertThat(register("s-value", WITH_OPTIONAL)).isEqualTo(2);
        assertThat(rest.get("/subjects").body()).hasToString("[\"other-value\",\"s-value\"]");
        assertThat(rest.get("/subjects/s-value/versions").body()).hasToString("[1,2]");
    }

    @Test
    void shouldAnswerEveryReadPath() {
        register("s-value", ONE);
        register("s-value", WITH_OPTIONAL);
        assertThat(rest.get("/").status()).isEqualTo(200);
        assertThat(rest.get("/schemas/types").body()).hasToString("[\"AVRO\"]");
        assertThat(rest.get("/schemas/ids/1").body().path("schema").asText()).isEqualTo(ONE);
        assertVersion("/subjects/s-value/versions/1", 1, 1);
        assertVersion("/subjects/s-value/versions/latest", 2, 2);
        assertVersion("/subjects/s-value/versions/-1", 2, 2);
        Rest.Answer lookUp = rest.post("/subjects/s-value", ONE);
        assertThat(lookUp.status()).isEqualTo(200);
        assertThat(lookUp.body().path("version").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /subjects/none/versions, 404, 40401",
        "GET, /subjects/none/versions/latest, 404, 40401",
        "GET, /subjects/s-value/versions/2, 404, 40402",
        "GET, /subjects/s-value/versions/0, 422, 42202",
        "GET, /subjects/s-value/versions/x, 422, 42202",
        "GET, /schemas/ids/9, 404, 40403",
        "GET, /schemas/ids/x, 404, 40403",
        "GET, /config/s-value, 404, 40408",
        "GET, /nothing/here, 404, 404",
        "DELETE, /subjects/s-value, 404, 404"
    })
    void shouldRefuseWithConfluentsCodes(String method, String path, int status, int code) {
        register("s-value", ONE);
        Rest.Answer answer = rest.send(method, path, "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.body().path("message").asText()).isNotBlank();
    }

    @Test
    void shouldRefuseBadBodiesWithConfluentsCodes() {
        register("s-value", ONE);
        assertThat(rest.post("/subjects/none", ONE).errorCode()).isEqualTo(40401);
        assertThat(rest.post("/subjects/s-value", WITH_OPTIONAL).errorCode()).isEqualTo(40403);
        assertThat(rest.post("/subjects/s-value/versions", "{\"type\":\"nonsense\"}")
                        .errorCode())
                .isEqualTo(42201);
        assertThat(rest.send("POST", "/subjects/s-value/versions", "{}").errorCode())
                .isEqualTo(42201);
        assertThat(rest.send("POST", "/subjects/s-value/versions", "{").errorCode())
                .isEqualTo(400);
        assertThat(rest.putLevel("/config", "SIDEWARD").errorCode()).isEqualTo(42203);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, true, true, true",
        "BACKWARD, true, false, true",
        "FORWARD, true, true, false",
        "FULL, true, false, false",
        "FULL_TRANSITIVE, true, false, false"
    })
    void shouldCheckCompatibilityForReal(String level, boolean optional, boolean required, boolean removed) {
        register("s-value", ONE);
        rest.putLevel("/config/s-value", level);
        assertCompatible(WITH_OPTIONAL, optional);
        assertCompatible(WITH_REQUIRED, required);
        assertCompatible(WITHOUT, removed);
    }

    @Test
    void shouldLookPastTheNewestVersionOnlyWhenTransitive() {
        rest.putLevel("/config/s-value", "BACKWARD");
        register("s-value", ONE);
        register("s-value", WITHOUT);
        String asNumber = record("{\"name\":\"a\",\"type\":\"int\",\"default\":0}");
        rest.putLevel("/config/s-value", "BACKWARD_TRANSITIVE");
        Rest.Answer refused = rest.post("/subjects/s-value/versions", asNumber);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errorCode()).isEqualTo(409);
        assertThat(refused.body().path("message").asText()).contains("s-value", "BACKWARD_TRANSITIVE", "TYPE_MISMATCH");
        rest.putLevel("/config/s-value", "BACKWARD");
        assertThat(register("s-value", asNumber)).isEqualTo(3);
    }

    @Test
    void shouldFallBackToTheGlobalLevel() {
        assertThat(rest.get("/config").body().path("compatibilityLevel").asText())
                .isEqualTo("BACKWARD");
        register("s-value", ONE);
        assertThat(rest.post("/subjects/s-value/versions", WITH_REQUIRED).status())
                .isEqualTo(409);
        rest.putLevel("/config", "NONE");
        assertThat(register("s-value", WITH_REQUIRED)).isEqualTo(2);
    }

    @Test
    void shouldKeepEverythingAcrossARestart() throws IOException {
        register("s-value", ONE);
        register("t-value", WITH_OPTIONAL);
        rest.putLevel("/config/s-value", "FULL");
        rest.putLevel("/config", "FORWARD");
        restart();
        assertThat(register("t-value", WITH_OPTIONAL)).isEqualTo(2);
        assertThat(register("u-value", WITHOUT)).isEqualTo(3);
        assertThat(rest.get("/schemas/ids/1").body().path("schema").asText()).isEqualTo(ONE);
        assertThat(rest.get("/config/s-value").body().path("compatibilityLevel").asText())
                .isEqualTo("FULL");
        assertThat(rest.get("/config").body().path("compatibilityLevel").asText())
                .isEqualTo("FORWARD");
    }

    @Test
    void shouldDropALineThatACrashCutOff() throws IOException {
        register("s-value", ONE);
        registry.close();
        Files.writeString(log(), "{\"subject\":\"t-value\",\"id\":2,\"sch", StandardOpenOption.APPEND);
        start();
        assertThat(rest.get("/subjects").body()).hasToString("[\"s-value\"]");
        assertThat(register("t-value", WITH_OPTIONAL)).isEqualTo(2);
        restart();
        assertThat(register("t-value", WITH_OPTIONAL)).isEqualTo(2);
    }

    @Test
    void shouldRefuseADamagedLog() throws IOException {
        register("s-value", ONE);
        registry.close();
        Files.writeString(log(), "garbage\n", StandardOpenOption.APPEND);
        assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("damaged at entry 2");
    }

    @Test
    void shouldRefuseASecondRegistryInTheSameDirectory() {
        assertThatThrownBy(() -> DevRegistry.start(directory, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use by another registry");
    }

    @Test
    void shouldNameAPortThatIsTaken(@TempDir Path other) throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> DevRegistry.start(other, taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        DevRegistry.start(other, 0).close();
    }

    @Test
    void shouldGiveOneIdToConcurrentRegistrations() {
        Set<Integer> ids = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> register("s" + i % 4 + "-value", ONE))
                .collect(Collectors.toSet());
        assertThat(ids).containsExactly(1);
        assertThat(rest.get("/subjects/s0-value/versions").body()).hasToString("[1]");
    }

    private void restart() throws IOException {
        registry.close();
        start();
    }

    private Path log() {
        return directory.resolve("schemas.jsonl");
    }

    private int register(String subject, String schema) {
        Rest.Answer answer = rest.post("/subjects/" + subject + "/versions", schema);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("id").asInt();
    }

    private void assertVersion(String path, int version, int id) {
        Rest.Answer answer = rest.get(path);
        assertThat(answer.body().path("subject").asText()).isEqualTo("s-value");
        assertThat(answer.body().path("version").asInt()).isEqualTo(version);
        assertThat(answer.body().path("id").asInt()).isEqualTo(id);
        assertThat(answer.body().path("schema").asText()).isEqualTo(version == 1 ? ONE : WITH_OPTIONAL);
    }

    private void assertCompatible(String schema, boolean expected) {
        Rest.Answer answer = rest.post("/compatibility/subjects/s-value/versions/latest", schema);
        assertThat(answer.body().path("is_compatible").asBoolean())
                .as("%s", answer.body())
                .isEqualTo(expected);
        assertThat(answer.body().path("messages").isEmpty()).isEqualTo(expected);
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
    }
}
