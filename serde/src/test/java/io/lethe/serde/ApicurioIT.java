package io.lethe.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.serde.SchemaRegistration.Contract;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The serde and Confluent's serializers against a real registry, Apicurio 3.0.9 in a process of its own, through its
 * Confluent interface {@code /apis/ccompat/v7}. Not part of the ordinary build, as it downloads 109 MB once:
 *
 * <pre>mvn -pl serde -am verify -Papicurio</pre>
 */
@Tag("apicurio")
class ApicurioIT {
    private static final int SAMPLES = 20;
    private static final Duration START = Duration.ofSeconds(90);

    private static Process process;
    private static URI url;
    private static SchemaRegistryClient client;

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        url = URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
        process = launch(Path.of(System.getProperty("apicurio.home")), port);
        client = new SchemaRegistryClient(Samples.config(url));
        awaitAnswer();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    static Stream<Class<? extends SpecificRecord>> contract() {
        return RandomRecords.contract().stream();
    }

    @Test
    void shouldRegisterTheWholeContractAndKeepItCompatible() {
        Map<String, Contract> contracts = new LinkedHashMap<>();
        contract()
                .forEach(type -> contracts.put(
                        "contract." + type.getSimpleName(),
                        new Contract(SpecificData.get().getSchema(type), CompatibilityLevel.FULL_TRANSITIVE)));
        Map<String, Integer> ids = SchemaRegistration.register(client, contracts);
        SchemaRegistryClient later = new SchemaRegistryClient(Samples.config(url));
        assertThat(SchemaRegistration.register(later, contracts)).isEqualTo(ids);
        contracts.forEach((topic, contract) -> assertKept(later, topic, contract, ids.get(topic)));
    }

    @ParameterizedTest
    @MethodSource("contract")
    void shouldGoThereAndBack(Class<? extends SpecificRecord> type) {
        String topic = "there-and-back." + type.getSimpleName();
        SpecificAvroSerde<SpecificRecord> ours = new SpecificAvroSerde<>();
        ours.configure(Samples.config(url), false);
        try (KafkaAvroSerializer theirSerializer = new KafkaAvroSerializer();
                KafkaAvroDeserializer theirDeserializer = new KafkaAvroDeserializer()) {
            theirSerializer.configure(Samples.config(url), false);
            theirDeserializer.configure(Samples.config(url), false);
            for (SpecificRecord sample : RandomRecords.of(type, SAMPLES)) {
                byte[] written = ours.serializer().serialize(topic, sample);
                Object read = theirDeserializer.deserialize(topic, written);
                byte[] rewritten = theirSerializer.serialize(topic + ".again", read);
                assertThat(rewritten).isEqualTo(written);
                assertThat(ours.deserializer().deserialize(topic, rewritten)).isEqualTo(sample);
            }
        }
    }

    @Test
    void shouldTellAnUnknownIdFromTrouble() {
        assertThatThrownBy(() -> client.schemaById(987_654)).isInstanceOf(UnknownSchemaException.class);
        assertThatThrownBy(() -> client.lookUp("nobody-value", Samples.ack().getSchema()))
                .isInstanceOf(UnknownSchemaException.class);
        String elsewhere = url.toString().replace("ccompat", "nothing");
        assertThatThrownBy(() -> new SchemaRegistryClient(Samples.config(elsewhere)).schemaById(1))
                .isInstanceOf(RegistryRefusedException.class);
    }

    private static void assertKept(SchemaRegistryClient later, String topic, Contract contract, int id) {
        assertThat(later.schemaById(id)).isEqualTo(contract.schema());
        assertThat(later.compatibility(topic + "-value")).contains(CompatibilityLevel.FULL_TRANSITIVE);
        Schema other = SchemaBuilder.record(contract.schema().getFullName())
                .fields()
                .requiredInt("other")
                .endRecord();
        assertThat(later.isCompatible(topic + "-value", other)).isFalse();
        assertThatThrownBy(() -> later.register(topic + "-value", other))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining(topic + "-value");
    }

    private static Process launch(Path home, int port) throws IOException {
        File[] jars = home.toFile().listFiles((directory, name) -> name.endsWith("-runner.jar"));
        assertThat(jars).as("the unpacked registry in %s", home).hasSize(1);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                jars[0].toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("apicurio.log").toFile())
                .start();
    }

    private static void awaitAnswer() {
        Awaitility.await("Apicurio at " + url)
                .atMost(START)
                .ignoreExceptionsInstanceOf(RegistryUnavailableException.class)
                .until(() -> {
                    client.ping();
                    return true;
                });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
