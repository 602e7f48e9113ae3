package io.lethe.schemas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The records that stand on topics, and every named type inside them. */
final class Contract {
    private Contract() {}

    static Stream<Schema> records() {
        return Stream.of(
                PrivacyCommand.SCHEMA$,
                ServiceDefinition.SCHEMA$,
                ServiceTask.SCHEMA$,
                ServiceAck.SCHEMA$,
                ExportFragment.SCHEMA$,
                TombstoneTask.SCHEMA$,
                RequestCompleted.SCHEMA$,
                Notification.SCHEMA$,
                AuditEntry.SCHEMA$,
                DeadLetter.SCHEMA$);
    }

    /** Records and enums, each once. */
    static Stream<Schema> namedTypes() {
        Map<String, Schema> found = new LinkedHashMap<>();
        records().forEach(schema -> collect(schema, found));
        return found.values().stream();
    }

    /** The fields of every record, each with a name that says where it stands. */
    static Stream<Map.Entry<String, Schema.Field>> fields() {
        return namedTypes()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .flatMap(type ->
                        type.getFields().stream().map(field -> Map.entry(type.getName() + "." + field.name(), field)));
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        boolean named = schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM;
        if (!named || found.putIfAbsent(schema.getFullName(), schema) == null) {
            inside(schema).forEach(part -> collect(part, found));
        }
    }

    private static List<Schema> inside(Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                new ArrayList<>(
                        schema.getFields().stream().map(Schema.Field::schema).toList());
            case UNION -> schema.getTypes();
            case ARRAY -> List.of(schema.getElementType());
            case MAP -> List.of(schema.getValueType());
            default -> List.of();
        };
    }
}
