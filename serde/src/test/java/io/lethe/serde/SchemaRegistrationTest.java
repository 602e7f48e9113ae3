package io.lethe.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.registry.DevRegistry;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.ServiceAck;
import io.lethe.serde.SchemaRegistration.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistrationTest {
    private static final Map<String, Contract> CONTRACT = Map.of(
            "privacy.acks", new Contract(ServiceAck.SCHEMA$, CompatibilityLevel.BACKWARD_TRANSITIVE),
            "privacy.dead-letters", new Contract(DeadLetter.SCHEMA$, CompatibilityLevel.FULL_TRANSITIVE));

    @TempDir
    Path directory;

    private DevRegistry registry;
    private SchemaRegistryClient client;

    @BeforeEach
    void start() throws IOException {
        registry = DevRegistry.start(directory, 0);
        client = new SchemaRegistryClient(Samples.config(registry.url()));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldRegisterEverythingWithItsLevel() {
        Map<String, Integer> ids = SchemaRegistration.register(client, CONTRACT);
        assertThat(ids).containsOnlyKeys(CONTRACT.keySet());
        assertThat(client.latest("privacy.acks-value").orElseThrow().id()).isEqualTo(ids.get("privacy.acks"));
        assertThat(client.compatibility("privacy.acks-value")).contains(CompatibilityLevel.BACKWARD_TRANSITIVE);
        assertThat(client.compatibility("privacy.dead-letters-value")).contains(CompatibilityLevel.FULL_TRANSITIVE);
    }

    @Test
    void shouldHaveNoEffectTheSecondTime() {
        Map<String, Integer> first = SchemaRegistration.register(client, CONTRACT);
        SchemaRegistryClient later = new SchemaRegistryClient(Samples.config(registry.url()));
        assertThat(SchemaRegistration.register(later, CONTRACT)).isEqualTo(first);
        assertThat(later.latest("privacy.acks-value").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void shouldLetKnownRecordsFlowWhenTheRegistryGoesDown() {
        SchemaRegistration.register(client, CONTRACT);
        registry.close();
        SpecificAvroSerde<ServiceAck> serde = new SpecificAvroSerde<>(client, ServiceAck.class);
        byte[] bytes = serde.serializer().serialize("privacy.acks", Samples.ack());
        assertThat(serde.deserializer().deserialize("privacy.acks", bytes)).isEqualTo(Samples.ack());
    }

    @Test
    void shouldWarmSerdesThatAreLoadedByName() {
        SchemaRegistryClient shared = SchemaRegistryClient.shared(Samples.config(registry.url()));
        SchemaRegistration.register(shared, CONTRACT);
        registry.close();
        try (SpecificAvroSerde<ServiceAck> serde = new SpecificAvroSerde<>()) {
            serde.configure(Samples.config(registry.url()), false);
            assertThat(serde.serializer().serialize("privacy.acks", Samples.ack()))
                    .isNotNull();
        }
        assertThat(shared.addresses()).hasSize(1);
    }

    @Test
    void shouldNotTakeARegistryThatIsDownForPoison() {
        byte[] bytes = new SpecificAvroSerializer<ServiceAck>(client).serialize("privacy.acks", Samples.ack());
        registry.close();
        SchemaRegistryClient cold = new SchemaRegistryClient(Samples.config(registry.url()));
        assertThatThrownBy(() -> SchemaRegistration.register(cold, CONTRACT))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(registry.url().toString());
        SpecificAvroDeserializer<ServiceAck> reader = new SpecificAvroDeserializer<>(cold, ServiceAck.class);
        assertThatThrownBy(() -> reader.deserialize("privacy.acks", bytes))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void shouldReadTheSameRecordOnceTheRegistryIsBack() throws IOException {
        byte[] bytes = new SpecificAvroSerializer<ServiceAck>(client).serialize("privacy.acks", Samples.ack());
        int port = registry.port();
        registry.close();
        SchemaRegistryClient cold = new SchemaRegistryClient(Samples.config(registry.url()));
        SpecificAvroDeserializer<ServiceAck> reader = new SpecificAvroDeserializer<>(cold, ServiceAck.class);
        assertThatThrownBy(() -> reader.deserialize("privacy.acks", bytes))
                .isInstanceOf(RegistryUnavailableException.class);
        registry = DevRegistry.start(directory, port);
        assertThat(reader.deserialize("privacy.acks", bytes)).isEqualTo(Samples.ack());
    }

    @Test
    void shouldNameTheSubjectThatIsRefused() {
        var older = SchemaBuilder.record("io.lethe.schemas.DeadLetter")
                .fields()
                .requiredInt("topic")
                .endRecord();
        client.register("privacy.dead-letters-value", older);
        assertThatThrownBy(() -> SchemaRegistration.register(client, CONTRACT))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContainingAll(
                        "privacy.dead-letters-value", registry.url().toString(), "FULL_TRANSITIVE");
    }

    @Test
    void shouldOnlyCheckWhenItMustNotRegister() {
        Map<String, Object> config = new HashMap<>(Samples.config(registry.url()));
        config.put(RegistryConfig.AUTO_REGISTER, false);
        SchemaRegistryClient readOnly = new SchemaRegistryClient(config);
        assertThatThrownBy(() -> SchemaRegistration.register(readOnly, CONTRACT))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("privacy.acks-value");
        assertThat(client.compatibility("privacy.acks-value")).isEmpty();
        Map<String, Integer> ids = SchemaRegistration.register(client, CONTRACT);
        assertThat(SchemaRegistration.register(readOnly, CONTRACT)).isEqualTo(ids);
    }
}
