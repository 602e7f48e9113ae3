package io.lethe.lifecycle.history;

import org.apache.avro.specific.SpecificRecord;

/** What commands have in common. */
final class Commands {
    private Commands() {}

    /** The request a command is about; null: none. */
    static String requestId(Object command) {
        SpecificRecord record = (SpecificRecord) command;
        var field = record.getSchema().getField("requestId");
        return field == null ? null : (String) record.get(field.pos());
    }
}
