package io.lethe.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.lethe.http.StatusDocument.HistoryItem;
import io.lethe.http.StatusDocument.ServiceItem;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;

/** Writes status documents field by field, as their annotations say and without asking them each time: they are what callers ask for most. */
final class StatusSerializer extends StdSerializer<StatusDocument> {
    @Serial
    private static final long serialVersionUID = 1L;

    StatusSerializer() {
        super(StatusDocument.class);
    }

    @Override
    public void serialize(StatusDocument document, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject();
        text(json, "requestId", document.requestId());
        name(json, "type", document.type());
        name(json, "status", document.status());
        text(json, "phase", document.phase());
        name(json, "outcome", document.outcome());
        text(json, "reason", document.reason());
        name(json, "regulation", document.regulation());
        time(json, "requestedAt", document.requestedAt());
        time(json, "completedAt", document.completedAt());
        time(json, "dueAt", document.dueAt());
        flag(json, "extended", document.extended());
        flag(json, "overdue", document.overdue());
        time(json, "graceEndsAt", document.graceEndsAt());
        text(json, "coalescedWith", document.coalescedWith());
        provider.defaultSerializeField("waitingFor", document.waitingFor(), json);
        provider.defaultSerializeField("holds", document.holds(), json);
        services(document, json);
        if (document.export() != null) {
            provider.defaultSerializeField("export", document.export(), json);
        }
        history(document, json);
        json.writeEndObject();
    }

    private static void services(StatusDocument document, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("services");
        for (ServiceItem item : document.services()) {
            json.writeStartObject();
            text(json, "service", item.service());
            name(json, "action", item.action());
            name(json, "status", item.status());
            json.writeNumberField("attempts", item.attempts());
            json.writeNumberField("recordsAffected", item.recordsAffected());
            // Always there: null says that nothing went wrong.
            json.writeStringField("lastError", item.lastError());
            time(json, "nextAttemptAt", item.nextAttemptAt());
            time(json, "ackedAt", item.ackedAt());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void history(StatusDocument document, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("history");
        for (HistoryItem item : document.history()) {
            json.writeStartObject();
            time(json, "at", item.at());
            text(json, "event", item.event());
            text(json, "service", item.service());
            text(json, "code", item.code());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String field, String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private static void name(JsonGenerator json, String field, Enum<?> value) throws IOException {
        text(json, field, value == null ? null : value.name());
    }

    private static void flag(JsonGenerator json, String field, Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(field, value);
        }
    }

    private static void time(JsonGenerator json, String field, Instant value) throws IOException {
        if (value != null) {
            json.writeFieldName(field);
            InstantSerializer.write(json, value);
        }
    }
}
