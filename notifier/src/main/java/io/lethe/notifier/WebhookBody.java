package io.lethe.notifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lethe.schemas.Notification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A notification as JSON: its fields and nothing else, without those that are absent. The subject's id is not among them. */
final class WebhookBody {
    private static final JsonFactory JSON = new JsonFactory();

    private WebhookBody() {}

    static byte[] of(Notification notification) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("notificationId", notification.getNotificationId());
            json.writeStringField("requestId", notification.getRequestId());
            json.writeStringField("kind", notification.getKind().name());
            json.writeStringField("at", notification.getAt().toString());
            optional(json, "address", notification.getAddress());
            optional(json, "reason", notification.getReason());
            optional(json, "until", notification.getUntil());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }

    private static void optional(JsonGenerator json, String name, Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }
}
