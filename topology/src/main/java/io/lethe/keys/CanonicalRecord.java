package io.lethe.keys;

import java.util.Collection;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Bytes of a record that stay the same when its schema gets a new optional field: fields go by name, and those that stand at their schema's default are
 * left out. What was signed under an older schema is therefore still valid under a newer one, as a replay needs.
 */
final class CanonicalRecord {
    private CanonicalRecord() {}

    static byte[] of(IndexedRecord record, Set<String> without) {
        var fields = Fields.of(record.getSchema().getFullName());
        for (var field : record.getSchema().getFields()) {
            var value = record.get(field.pos());
            if (!without.contains(field.name()) && !isDefault(field, value)) {
                fields.text(field.name());
                append(fields, value);
            }
        }
        return fields.toBytes();
    }

    /** A field without a default is never left out. */
    private static boolean isDefault(Schema.Field field, Object value) {
        if (value == null) {
            return field.defaultVal() == JsonProperties.NULL_VALUE;
        }
        return (value instanceof Enum<?> ? value.toString() : value).equals(field.defaultVal());
    }

    private static void append(Fields fields, Object value) {
        if (value instanceof IndexedRecord nested) {
            fields.bytes(of(nested, Set.of()));
        } else if (value instanceof Collection<?> items) {
            fields.number(items.size());
            items.forEach(item -> append(fields, item));
        } else if (value instanceof Number number) {
            fields.number(number.longValue());
        } else if (value instanceof CharSequence || value instanceof Enum<?>) {
            fields.text(value.toString());
        } else {
            throw new IllegalArgumentException(
                    "no canonical form for " + value.getClass().getName());
        }
    }
}
