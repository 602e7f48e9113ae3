package io.lethe.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.registry.DevRegistry;
import io.lethe.schemas.ServiceAck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Basic authentication and TLS, with key stores made by the JDK's keytool for this run. */
class SecuredRegistryIT {
    private static final String PASSWORD = "changeit";
    private static final String SUBJECT = "privacy.acks-value";

    @TempDir
    static Path directory;

    private static DevRegistry registry;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        registry = DevRegistry.start(directory.resolve("registry"), 0);
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store("server"));
        keytool("-exportcert", "-alias", "server", "-keystore", store("server"), "-file", store("cert"));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "server",
                "-file",
                store("cert"),
                "-storetype",
                "PKCS12",
                "-keystore",
                store("trust"));
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void shouldSendCredentialsFromTheConfiguration() throws IOException {
        try (StubRegistry guarded = guarded()) {
            Map<String, Object> config = new HashMap<>(Samples.config(guarded.url()));
            config.put(RegistryConfig.CREDENTIALS_SOURCE, "USER_INFO");
            config.put(RegistryConfig.USER_INFO, "lethe:s3cr:et");
            assertThat(new SchemaRegistryClient(config).register(SUBJECT, ServiceAck.SCHEMA$))
                    .isPositive();
        }
    }

    @Test
    void shouldSendCredentialsFromTheAddress() throws IOException {
        try (StubRegistry guarded = guarded()) {
            String url = guarded.url().toString().replace("http://", "http://lethe:s3cr:et@");
            SchemaRegistryClient client = new SchemaRegistryClient(Samples.config(url));
            client.ping();
            assertThat(client.addresses()).containsExactly(guarded.url());
        }
    }

    @Test
    void shouldSayThatCredentialsWereRefusedWithoutShowingThem() throws IOException {
        try (StubRegistry guarded = guarded()) {
            String url = guarded.url().toString().replace("http://", "http://lethe:wrong@");
            SchemaRegistryClient client = new SchemaRegistryClient(Samples.config(url));
            assertThatThrownBy(() -> client.schemaById(1))
                    .isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContainingAll("HTTP 401", "Unauthorized", "basic.auth")
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void shouldNotShowThePasswordWhenTheRegistryIsDown() {
        SchemaRegistryClient client = new SchemaRegistryClient(Samples.config("http://lethe:s3cret@127.0.0.1:1"));
        assertThatThrownBy(client::ping)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldRefuseHalfConfiguredCredentials() {
        Map<String, Object> config = new HashMap<>(Samples.config("http://localhost:1"));
        config.put(RegistryConfig.CREDENTIALS_SOURCE, "USER_INFO");
        assertThatThrownBy(() -> new RegistryConfig(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("basic.auth.user.info");
        config.put(RegistryConfig.CREDENTIALS_SOURCE, "SASL_INHERIT");
        assertThatThrownBy(() -> new RegistryConfig(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("basic.auth.credentials.source");
    }

    @Test
    void shouldTalkTlsToACertificateItTrusts() throws IOException {
        try (StubRegistry secured = secured(false)) {
            SchemaRegistryClient client = new SchemaRegistryClient(trusting(secured));
            int id = client.register(SUBJECT, ServiceAck.SCHEMA$);
            assertThat(new SchemaRegistryClient(trusting(secured)).schemaById(id))
                    .isEqualTo(ServiceAck.SCHEMA$);
        }
    }

    @Test
    void shouldRefuseACertificateItDoesNotTrust() throws IOException {
        try (StubRegistry secured = secured(false)) {
            SchemaRegistryClient client = new SchemaRegistryClient(Samples.config(secured.url()));
            assertThatThrownBy(client::ping)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("certification path");
        }
    }

    @Test
    void shouldRefuseACertificateOfAnotherHost() throws IOException {
        try (StubRegistry secured = secured(false)) {
            Map<String, Object> config = trusting(secured);
            config.put(RegistryConfig.URL, secured.url().toString().replace("localhost", "127.0.0.1"));
            assertThatThrownBy(() -> new SchemaRegistryClient(config).ping())
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void shouldNameAKeyStoreThatCannotBeOpened() throws IOException {
        try (StubRegistry secured = secured(false)) {
            Map<String, Object> config = trusting(secured);
            config.put(RegistryConfig.TRUSTSTORE + ".password", "not the password");
            assertThatThrownBy(() -> new SchemaRegistryClient(config))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll("schema.registry.ssl.truststore.location", store("trust"))
                    .hasMessageNotContaining("not the password");
        }
    }

    @Test
    void shouldShowItsCertificateWhenAsked() throws IOException {
        try (StubRegistry secured = secured(true)) {
            Map<String, Object> config = trusting(secured);
            assertThatThrownBy(() -> new SchemaRegistryClient(config).ping())
                    .isInstanceOf(RegistryUnavailableException.class);
            config.put(RegistryConfig.KEYSTORE + ".location", store("server"));
            config.put(RegistryConfig.KEYSTORE + ".password", PASSWORD);
            config.put(RegistryConfig.KEYSTORE + ".type", "PKCS12");
            assertThatCode(() -> new SchemaRegistryClient(config).ping()).doesNotThrowAnyException();
        }
    }

    private static StubRegistry guarded() throws IOException {
        return StubRegistry.start(
                StubRegistry.behindPassword("lethe:s3cr:et", StubRegistry.forwardingTo(registry.url())));
    }

    private static StubRegistry secured(boolean mutual) throws IOException {
        return StubRegistry.startTls(serverContext(), mutual, StubRegistry.forwardingTo(registry.url()));
    }

    /** The server's context is made with the client's own code: the same key stores, the other way round. */
    private static SSLContext serverContext() {
        Map<String, Object> config = new HashMap<>(Samples.config("http://unused"));
        for (String part : List.of(RegistryConfig.KEYSTORE, RegistryConfig.TRUSTSTORE)) {
            config.put(part + ".location", store(part.equals(RegistryConfig.KEYSTORE) ? "server" : "trust"));
            config.put(part + ".password", PASSWORD);
            config.put(part + ".type", "PKCS12");
        }
        return RegistryTls.context(new RegistryConfig(config));
    }

    private static Map<String, Object> trusting(StubRegistry secured) {
        Map<String, Object> config = new HashMap<>(Samples.config(secured.url()));
        config.put(RegistryConfig.TRUSTSTORE + ".location", store("trust"));
        config.put(RegistryConfig.TRUSTSTORE + ".password", PASSWORD);
        config.put(RegistryConfig.TRUSTSTORE + ".type", "PKCS12");
        return config;
    }

    private static String store(String name) {
        return directory.resolve(name).toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
