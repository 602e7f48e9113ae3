package io.lethe.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final ExistingCluster CLUSTER = new ExistingCluster("kafka:9092", "http://registry:8081/");

    @TempDir
    private Path directory;

    @Test
    void shouldLetTheUserSayTheLastWord() {
        try (var dataDir = DataDir.open(directory)) {
            var config = Settings.of(options(Map.of("lethe.ack.timeout", "PT3S"), false), dataDir, CLUSTER, 1234);

            assertThat(config.acks().timeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(config.http().port()).isEqualTo(1234);
            assertThat(config.http().host()).isEqualTo("127.0.0.1");
            assertThat(config.connection().schemaRegistryUrl()).isEqualTo("http://registry:8081");
            assertThat(config.deployment().replicationFactor()).isEqualTo(1);
        }
    }

    @Test
    void shouldKeepWhatItKnowsOfOneClusterApartFromAnother() {
        try (var dataDir = DataDir.open(directory)) {
            var own = Settings.of(options(Map.of(), false), dataDir, CLUSTER, 1).deployment();
            var existing =
                    Settings.of(options(Map.of(), true), dataDir, CLUSTER, 1).deployment();

            assertThat(own.stateDir()).isNotEqualTo(existing.stateDir());
            assertThat(own.keysetFile()).isNotEqualTo(existing.keysetFile());
            assertThat(existing.replicationFactor()).isEqualTo(3);
        }
    }

    @Test
    void shouldNameTheOptionForWhatIsNoSetting() {
        try (var dataDir = DataDir.open(directory)) {
            assertThatThrownBy(() -> Settings.of(options(Map.of("lethe.http.port", "1"), false), dataDir, CLUSTER, 2))
                    .isInstanceOf(StackException.class)
                    .hasMessage("-D lethe.http.port: use --port instead");
            assertThatThrownBy(
                            () -> Settings.of(options(Map.of("lethe.ack.timeot", "PT1S"), false), dataDir, CLUSTER, 2))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("lethe.ack.timeot")
                    .hasMessageContaining("lethe.ack.timeout");
        }
    }

    private StackOptions options(Map<String, String> settings, boolean existing) {
        return new StackOptions(
                directory,
                false,
                OptionalInt.empty(),
                Optional.empty(),
                settings,
                existing ? Optional.of(CLUSTER) : Optional.empty());
    }
}
