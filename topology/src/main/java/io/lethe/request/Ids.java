package io.lethe.request;

import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** UUIDs are the same in capitals (RFC 9562, section 4), as Swift and SQL Server write them; rows are looked up by the usual form, so that each has one. */
final class Ids {
    private static final List<String> FIELDS = List.of("requestId", "taskId");

    private Ids() {}

    /** Writes the ids of a command or an ack in lower case, in place. */
    static void normalize(SpecificRecord record) {
        for (String name : FIELDS) {
            Schema.Field field = record.getSchema().getField(name);
            if (field != null && record.get(field.pos()) instanceof String id) {
                record.put(field.pos(), id.toLowerCase(Locale.ROOT));
            }
        }
    }
}
