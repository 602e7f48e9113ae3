package io.lethe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.Regulation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LetheConfigTest {
    private static final Map<String, String> REQUIRED =
            Map.of("lethe.bootstrap.servers", "kafka:9092", "lethe.schema.registry.url", "http://registry:8081");

    @TempDir
    Path folder;

    @Test
    void shouldHaveTheDefaultsOfTheContract() {
        var config = load(Map.of());

        assertThat(config.erasure().gracePeriod()).isEqualTo(Duration.ofDays(30));
        assertThat(config.erasure().verifyAfter()).contains(Duration.ofDays(1));
        assertThat(config.erasure().approvalRequired()).isFalse();
        assertThat(config.export())
                .isEqualTo(new Export(
                        Duration.ofDays(3),
                        Duration.ofDays(7),
                        Duration.ofDays(1),
                        Duration.ofMinutes(15),
                        3,
                        new Export.Storage(".lethe/exports", "us-east-1", Optional.empty()),
                        false));
        assertThat(config.acks()).isEqualTo(new Acks(Duration.ofMinutes(10), 8));
        assertThat(config.retention()).isEqualTo(new Retention(Duration.ofDays(7), Period.ofMonths(24)));
        assertThat(config.deadlines())
                .isEqualTo(new Deadlines(
                        Regulation.GDPR, Duration.ofDays(30), List.of(Duration.ofDays(7), Duration.ofDays(1))));
        assertThat(config.maxOpenRequests()).isEqualTo(20);
        assertThat(config.deployment().partitions()).isEqualTo(6);
        assertThat(config.topics().commands()).isEqualTo("privacy.commands");
    }

    @Test
    void shouldTakeOneThreadForEachProcessorButNoMoreThanPartitions() {
        int processors = Runtime.getRuntime().availableProcessors();

        var one = LetheConfig.load(with("lethe.partitions", "1"), Map.of(), Map.of());
        var many = LetheConfig.load(with("lethe.partitions", "4096"), Map.of(), Map.of());

        assertThat(one.deployment().threads()).isEqualTo(1);
        assertThat(many.deployment().threads()).isEqualTo(Math.min(processors, 64));
    }

    @Test
    void shouldLetHigherSourcesWin() throws IOException {
        var file = write("lethe.ack.max-attempts=1\nlethe.subject.max-open=1\nlethe.threads=1\nlethe.http.port=1\n");
        var overrides = with("lethe.config.file", file.toString(), "lethe.http.port", "4");
        var environment = Map.of("LETHE_SUBJECT_MAX_OPEN", "2", "LETHE_THREADS", "2", "LETHE_HTTP_PORT", "2");
        var system = Map.of("lethe.threads", "3", "lethe.http.port", "3");

        var config = LetheConfig.load(overrides, environment, system);

        assertThat(config.acks().maxAttempts()).isEqualTo(1);
        assertThat(config.maxOpenRequests()).isEqualTo(2);
        assertThat(config.deployment().threads()).isEqualTo(3);
        assertThat(config.http().port()).isEqualTo(4);
    }

    @Test
    void shouldPassKafkaKeysThroughWithoutTheirPrefix() throws IOException {
        var file = write("kafka.sasl.jaas.config=login \"${env:SECRET}\"\nkafka.basic.auth.user.info=a:b\n");
        var overrides = with("lethe.config.file", file.toString(), "kafka.linger.ms", "7");

        var properties = LetheConfig.load(overrides, Map.of("KAFKA_SECURITY_PROTOCOL", "SSL"), Map.of())
                .kafkaProperties();

        assertThat(properties)
                .containsOnly(
                        Map.entry("bootstrap.servers", "kafka:9092"),
                        Map.entry("schema.registry.url", "http://registry:8081"),
                        Map.entry("sasl.jaas.config", "login \"${env:SECRET}\""),
                        Map.entry("basic.auth.user.info", "a:b"),
                        Map.entry("linger.ms", "7"),
                        Map.entry("security.protocol", "SSL"));
    }

    @Test
    void shouldTurnVerificationOff() {
        assertThat(load(Map.of("lethe.erasure.verify-after", "off")).erasure().verifyAfter())
                .isEmpty();
    }

    @Test
    void shouldTakeAPublicUrl() {
        assertThat(load(Map.of("lethe.http.public-url", "https://privacy.example/lethe"))
                        .http()
                        .publicUrl())
                .contains(URI.create("https://privacy.example/lethe"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lethe.bootstrap.servers|kafka
            lethe.schema.registry.url|registry:8081
            lethe.serde.class|not a class
            lethe.application.id|a b
            lethe.topic.prefix|ä.
            lethe.partitions|0
            lethe.partitions|4097
            lethe.partitions|six
            lethe.service.partitions|0
            lethe.replication.factor|0
            lethe.threads|65
            lethe.application.server|host
            lethe.keyset.create|yes
            lethe.http.port|65536
            lethe.http.port|-1
            lethe.http.host|http://x
            lethe.http.public-url|privacy.example
            lethe.http.public-url|https://privacy.example/
            lethe.http.public-url|https://privacy.example?q
            lethe.http.public-url|https://a b
            lethe.http.decision-timeout|PT0S
            lethe.http.decision-timeout|PT61S
            lethe.erasure.grace-period|30 days
            lethe.erasure.grace-period|P1M
            lethe.erasure.grace-period|-PT1S
            lethe.erasure.grace-period|P366D
            lethe.erasure.verify-after|never
            lethe.erasure.approval-required|1
            lethe.export.download-window|PT0S
            lethe.export.retention|P2D
            lethe.export.warn|PT0S
            lethe.export.link-ttl|P8D
            lethe.notify.link|https://shop.example/privacy
            lethe.export.link-uses|0
            lethe.ack.timeout|P8D
            lethe.ack.timeout|PT0S
            lethe.ack.timeout|PT1.0001S
            lethe.store.memory-mib|15
            lethe.ack.max-attempts|101
            lethe.forget-after|PT0S
            lethe.summary-retention|P0M
            lethe.summary-retention|PT5M
            lethe.summary-retention|-P1M
            lethe.summary-retention|P6D
            lethe.regulation.default|LGPD
            lethe.deadline.other|PT0S
            lethe.deadline.warn|P7D,,P1D
            lethe.deadline.warn|P7D,soon
            lethe.deadline.warn|PT0S
            lethe.subject.max-open|0
            lethe.subject.max-open|201
            """)
    void shouldRefuseABadValueNamingKeyValueAndExpectation(String key, String value) {
        var setting = Setting.ofKey(key).orElseThrow();

        assertThatThrownBy(() -> load(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("expected " + setting.expected());
    }

    @Test
    void shouldNameTheSourceOfABadValue() {
        assertThatThrownBy(() -> LetheConfig.load(REQUIRED, Map.of("LETHE_HTTP_PORT", "http"), Map.of()))
                .hasMessage("lethe.http.port = http (environment): expected a number from 0 to 65535 (0: a free port)");
    }

    @ParameterizedTest
    @CsvSource({"lethe.bootstrap.servers", "lethe.schema.registry.url"})
    void shouldRefuseAMissingRequiredKey(String key) {
        var overrides = new HashMap<>(REQUIRED);
        overrides.remove(key);

        assertThatThrownBy(() -> LetheConfig.load(overrides, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key + " is not set");
    }

    @Test
    void shouldRefuseAnUnknownKeyAndSayWhatWasMeant() {
        assertThatThrownBy(() -> load(Map.of("lethe.erasure.grace-priod", "P1D")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("lethe.erasure.grace-priod (command line): unknown key")
                .hasMessageContaining("did you mean lethe.erasure.grace-period?");
    }

    @Test
    void shouldRefuseAnUnknownKeyOfAnySource() throws IOException {
        var file = with("lethe.config.file", write("lethe.nonsense=1\n").toString());

        assertThatThrownBy(() -> LetheConfig.load(file, Map.of(), Map.of()))
                .hasMessageContaining("lethe.nonsense (" + folder)
                .hasMessageContaining("line 1)");
        assertThatThrownBy(() -> LetheConfig.load(REQUIRED, Map.of("LETHE_NONSENSE", "1"), Map.of()))
                .hasMessageContaining("lethe.nonsense (environment)");
        assertThatThrownBy(() -> LetheConfig.load(REQUIRED, Map.of(), Map.of("lethe.nonsense", "1")))
                .hasMessageContaining("lethe.nonsense (system properties)");
    }

    @Test
    void shouldRefuseAConfigFileThatIsNotThere() {
        var missing = folder.resolve("missing.properties");

        assertThatThrownBy(() -> load(Map.of("lethe.config.file", missing.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("lethe.config.file = " + missing);
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.bootstrap.servers, set lethe.bootstrap.servers instead",
        "kafka.isolation.level, leave it out",
        "kafka.main.consumer.isolation.level, leave it out",
        "kafka.producer.transactional.id, leave it out",
        "kafka.main.consumer.auto.offset.reset, leave it out",
        "kafka.restore.consumer.auto.offset.reset, leave it out",
        "kafka.partitioner.class, leave it out",
        "kafka.producer.partitioner.ignore.keys, leave it out",
        "kafka.producer.transaction.timeout.ms, leave it out",
        "kafka.consumer.allow.auto.create.topics, leave it out",
        "kafka.errors.dead.letter.queue.topic.name, leave it out",
        "kafka.default.production.exception.handler, leave it out",
        "kafka.rocksdb.config.setter, leave it out",
        "kafka.state.cleanup.dir.max.age.ms, leave it out",
        "kafka.replication.factor, set lethe.replication.factor instead"
    })
    void shouldRefuseKafkaKeysThatItsGuaranteesRestOn(String key, String advice) {
        assertThatThrownBy(() -> load(Map.of(key, "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(advice);
    }

    @Test
    void shouldShowNoSecretWhenPrinted() {
        var config = load(Map.of(
                "kafka.sasl.jaas.config",
                "password=hunter2",
                "lethe.schema.registry.url",
                "http://user:hunter2@registry:8081"));

        assertThat(config.toString())
                .doesNotContain("hunter2")
                .contains("sasl.jaas.config")
                .contains("http://***@registry:8081");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void shouldTakeEverySettingFromTheEnvironment(Setting setting) {
        assertThat(Setting.ofEnvironment(setting.environmentName())).contains(setting);
    }

    private static LetheConfig load(Map<String, String> overrides) {
        var all = new HashMap<>(REQUIRED);
        all.putAll(overrides);
        return LetheConfig.load(all, Map.of(), Map.of());
    }

    private static Map<String, String> with(String... pairs) {
        var all = new HashMap<>(REQUIRED);
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("lethe.properties"), text);
    }
}
