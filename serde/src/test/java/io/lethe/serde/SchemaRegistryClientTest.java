package io.lethe.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.registry.DevRegistry;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.ServiceAck;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryClientTest {
    private static final String SUBJECT = "privacy.acks-value";
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    Path directory;

    private DevRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = DevRegistry.start(directory, 0);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldRegisterOnceAndReadBack() {
        SchemaRegistryClient client = client(registry.url());
        int id = client.register(SUBJECT, ServiceAck.SCHEMA$);
        assertThat(client.register(SUBJECT, ServiceAck.SCHEMA$)).isEqualTo(id);
        assertThat(client(registry.url()).register(SUBJECT, ServiceAck.SCHEMA$)).isEqualTo(id);
        assertThat(client(registry.url()).schemaById(id)).isEqualTo(ServiceAck.SCHEMA$);
        RegisteredSchema latest = client.latest(SUBJECT).orElseThrow();
        assertThat(latest).isEqualTo(new RegisteredSchema(SUBJECT, 1, id, ServiceAck.SCHEMA$));
        assertThat(client.latest("none-value")).isEmpty();
    }

    @Test
    void shouldGetOneIdFromConcurrentRegistrations() {
        assertThat(IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(i -> client(registry.url()).register(SUBJECT, ServiceAck.SCHEMA$))
                        .collect(Collectors.toSet()))
                .hasSize(1);
    }

    @Test
    void shouldHandleSubjectsThatNeedEscaping() {
        String subject = "a b/c+d%e-value";
        client(registry.url()).register(subject, ServiceAck.SCHEMA$);
        assertThat(client(registry.url()).latest(subject).orElseThrow().subject())
                .isEqualTo(subject);
    }

    @Test
    void shouldSetAndReadCompatibility() {
        SchemaRegistryClient client = client(registry.url());
        assertThat(client.compatibility(SUBJECT)).isEmpty();
        client.setCompatibility(SUBJECT, CompatibilityLevel.FULL_TRANSITIVE);
        assertThat(client.compatibility(SUBJECT)).contains(CompatibilityLevel.FULL_TRANSITIVE);
    }

    @Test
    void shouldRefuseAnIncompatibleSchemaAndSayWhatToDo() {
        SchemaRegistryClient client = client(registry.url());
        Schema other = SchemaBuilder.record("io.lethe.schemas.ServiceAck")
                .fields()
                .requiredInt("taskId")
                .endRecord();
        assertThat(client.isCompatible(SUBJECT, other)).isTrue();
        client.register(SUBJECT, ServiceAck.SCHEMA$);
        assertThat(client.isCompatible(SUBJECT, other)).isFalse();
        assertThatThrownBy(() -> client.register(SUBJECT, other))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContainingAll(
                        SUBJECT, registry.url().toString(), "HTTP 409", "TYPE_MISMATCH", "defaults for new fields");
    }

    @Test
    void shouldCallADownRegistryUnavailableAndGoOnAfterIt() throws IOException {
        SchemaRegistryClient client = client(registry.url());
        int id = client.register(SUBJECT, ServiceAck.SCHEMA$);
        int port = registry.port();
        registry.close();
        assertThat(client.register(SUBJECT, ServiceAck.SCHEMA$)).isEqualTo(id);
        assertThat(client.schemaById(id)).isSameAs(ServiceAck.SCHEMA$);
        assertThatThrownBy(client::ping)
                .isInstanceOf(RegistryUnavailableException.class)
                .isInstanceOf(RetriableException.class)
                .hasMessageContainingAll(registry.url().toString(), "connection refused", "schema.registry.url");
        registry = DevRegistry.start(directory, port);
        client.ping();
        assertThat(client.register("letters-value", DeadLetter.SCHEMA$)).isEqualTo(id + 1);
    }

    @Test
    void shouldTryTheAddressesInTurn() throws IOException {
        try (StubRegistry broken = StubRegistry.start(StubRegistry.answering(503, ""))) {
            SchemaRegistryClient client = client(NOWHERE + "," + broken.url() + "/," + registry.url());
            client.ping();
            client.ping();
            assertThat(broken.requests())
                    .as("the one that answered is asked first from then on")
                    .isEqualTo(1);
            registry.close();
            assertThatThrownBy(client::ping)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContainingAll(
                            NOWHERE,
                            broken.url() + " (HTTP 503)",
                            registry.url().toString());
        }
    }

    @Test
    void shouldSurviveARestartBetweenTwoWritesOnOneConnection() throws IOException {
        SchemaRegistryClient client = client(registry.url());
        client.setCompatibility(SUBJECT, CompatibilityLevel.FULL);
        int port = registry.port();
        registry.close();
        registry = DevRegistry.start(directory, port);
        client.setCompatibility(SUBJECT, CompatibilityLevel.NONE);
        assertThat(client.compatibility(SUBJECT)).contains(CompatibilityLevel.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429})
    void shouldCallServerErrorsUnavailable(int status) throws IOException {
        try (StubRegistry broken = StubRegistry.start(StubRegistry.answering(status, "<html>oops</html>"))) {
            assertThatThrownBy(() -> client(broken.url()).schemaById(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("HTTP " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 405})
    void shouldNotTakeARefusalForAMissingSchema(int status) throws IOException {
        try (StubRegistry other = StubRegistry.start(StubRegistry.answering(status, "<html>elsewhere</html>"))) {
            assertThatThrownBy(() -> client(other.url()).schemaById(1))
                    .isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContainingAll(
                            other.url().toString(), "HTTP " + status, "schema id 1", "schema.registry.url");
        }
    }

    @Test
    void shouldRefuseAnAnswerThatIsNoRegistrys() throws IOException {
        try (StubRegistry other = StubRegistry.start(StubRegistry.answering(200, "<html>hello</html>"))) {
            assertThatThrownBy(() -> client(other.url()).ping()).isInstanceOf(RegistryRefusedException.class);
        }
        try (StubRegistry other = StubRegistry.start(StubRegistry.answering(200, "{}"))) {
            assertThatThrownBy(() -> client(other.url()).register(SUBJECT, ServiceAck.SCHEMA$))
                    .isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContaining("no schema id");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\\\"proto3\\\\\";\"}",
                "{\"schema\":\"\\\\\"string\\\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"b\",\"version\":1}]}",
                "{\"schema\":\"nonsense\"}"
            })
    void shouldRefuseASchemaThatIsNotSelfContainedAvro(String body) throws IOException {
        try (StubRegistry other = StubRegistry.start(StubRegistry.answering(200, body.replace("\\\\", "\\")))) {
            assertThatThrownBy(() -> client(other.url()).schemaById(3))
                    .isInstanceOf(IncompatibleSchemaException.class)
                    .hasMessageContaining("schema id 3");
        }
    }

    @Test
    void shouldNotWaitForEverForHeaders() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (StubRegistry silent = StubRegistry.start(exchange -> await(end))) {
            assertUnavailableInTime(silent);
        } finally {
            end.countDown();
        }
    }

    @Test
    void shouldNotWaitForEverForABodyThatStops() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (StubRegistry silent = StubRegistry.start(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            OutputStream body = exchange.getResponseBody();
            body.write("{\"sch".getBytes(StandardCharsets.UTF_8));
            body.flush();
            await(end);
        })) {
            assertUnavailableInTime(silent);
        } finally {
            end.countDown();
        }
    }

    @Test
    void shouldShareOneClientForTheSameSettings() {
        SchemaRegistryClient shared = SchemaRegistryClient.shared(Samples.config(registry.url()));
        assertThat(SchemaRegistryClient.shared(Samples.config(registry.url()))).isSameAs(shared);
        assertThat(SchemaRegistryClient.shared(Samples.config(NOWHERE))).isNotSameAs(shared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8081", "mock://x", "http://", "http://user:secret@ho st:1"})
    void shouldRefuseABadAddressWithoutQuotingIt(String url) {
        assertThatThrownBy(() -> client(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url")
                .hasMessageContaining("http")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldRefuseAMissingAddress() {
        assertThatThrownBy(() -> new SchemaRegistryClient(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }

    private static void assertUnavailableInTime(StubRegistry silent) {
        Map<String, Object> config = new HashMap<>(Samples.config(silent.url()));
        config.put(RegistryConfig.READ_TIMEOUT, "200");
        long start = System.nanoTime();
        assertThatThrownBy(() -> new SchemaRegistryClient(config).schemaById(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("no answer within 200 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static SchemaRegistryClient client(URI url) {
        return client(url.toString());
    }

    private static SchemaRegistryClient client(String urls) {
        return new SchemaRegistryClient(Samples.config(urls));
    }
}
