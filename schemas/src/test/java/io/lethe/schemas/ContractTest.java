package io.lethe.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the contract to its own rules, which keep every later version readable by earlier ones and the other way round.
 * After a deliberate change, {@code mvn -pl schemas test -Dlethe.schemas.update=true} writes the snapshots anew.
 */
class ContractTest {
    private static final Path SNAPSHOTS = Path.of("avsc");

    @BeforeAll
    static void updateSnapshots() throws IOException {
        if (Boolean.getBoolean("lethe.schemas.update")) {
            Files.createDirectories(SNAPSHOTS);
            for (Schema schema : Contract.records().toList()) {
                Files.writeString(SNAPSHOTS.resolve(schema.getName() + ".avsc"), pretty(schema));
            }
        }
    }

    static Stream<Schema> records() {
        return Contract.records();
    }

    static Stream<Schema> namedTypes() {
        return Contract.namedTypes();
    }

    static Stream<Map.Entry<String, Schema.Field>> fields() {
        return Contract.fields();
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldMatchItsSnapshot(Schema schema) {
        Path snapshot = SNAPSHOTS.resolve(schema.getName() + ".avsc");
        assertThat(snapshot)
                .as("the contract changed: if that is meant, run with -Dlethe.schemas.update=true")
                .hasContent(pretty(schema));
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldStandAloneInItsSnapshot(Schema schema) throws IOException {
        String text = Files.readString(SNAPSHOTS.resolve(schema.getName() + ".avsc"));
        assertThat(new Schema.Parser().parse(text)).isEqualTo(schema);
    }

    @ParameterizedTest
    @MethodSource("namedTypes")
    void shouldDocumentEveryType(Schema type) {
        assertThat(type.getDoc()).as(type.getFullName()).isNotBlank();
        assertThat(type.getNamespace()).isEqualTo("io.lethe.schemas");
    }

    @ParameterizedTest
    @MethodSource("namedTypes")
    void shouldGiveEveryEnumADefault(Schema type) {
        if (type.getType() == Schema.Type.ENUM) {
            assertThat(type.getEnumDefault()).as(type.getFullName()).isIn(type.getEnumSymbols());
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void shouldDocumentEveryField(Map.Entry<String, Schema.Field> field) {
        assertThat(field.getValue().doc()).as(field.getKey()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void shouldGiveEveryOptionalFieldTheDefaultNull(Map.Entry<String, Schema.Field> field) {
        Schema schema = field.getValue().schema();
        if (schema.isNullable()) {
            assertThat(schema.getTypes().get(0).getType()).as(field.getKey()).isEqualTo(Schema.Type.NULL);
            assertThat(field.getValue().defaultVal()).as(field.getKey()).isEqualTo(JsonProperties.NULL_VALUE);
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void shouldGiveEveryCollectionAnEmptyDefault(Map.Entry<String, Schema.Field> field) {
        Schema.Type type = field.getValue().schema().getType();
        if (type == Schema.Type.ARRAY || type == Schema.Type.MAP) {
            Object empty = type == Schema.Type.ARRAY ? List.of() : Map.of();
            assertThat(field.getValue().defaultVal()).as(field.getKey()).isEqualTo(empty);
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void shouldGiveEveryMomentTheSameType(Map.Entry<String, Schema.Field> field) {
        Schema schema = field.getValue().schema();
        Stream<Schema> types = schema.isUnion() ? schema.getTypes().stream() : Stream.of(schema);
        types.filter(type -> type.getLogicalType() != null)
                .forEach(type -> assertThat(type.getLogicalType().getName())
                        .as(field.getKey())
                        .isEqualTo("timestamp-millis"));
    }

    private static String pretty(Schema schema) {
        return SchemaFormatter.format("json/pretty", schema) + "\n";
    }
}
