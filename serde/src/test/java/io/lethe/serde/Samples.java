package io.lethe.serde;

import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.Identity;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.ServiceAck;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records that use what the contract uses: unions, enums, arrays of records, logical types, optional fields. */
final class Samples {
    static final Instant AT = Instant.parse("2026-03-01T10:15:30.123Z");

    private Samples() {}

    static PrivacyCommand command() {
        RequestErasure erasure = RequestErasure.newBuilder()
                .setRequestId("5f0c6f0e-6c1f-4a4e-8a53-0d8f4a4d8b11")
                .setRegulation(Regulation.GDPR)
                .setIdentities(List.of(new Identity("email", "zoë@example.org"), new Identity("phone", "+49 30 1234")))
                .setServices(List.of("orders", "accounts"))
                .setReceivedAt(AT)
                .build();
        return new PrivacyCommand("0c9e5b0e-1111-4222-8333-444455556666", AT, "service:webshop", erasure);
    }

    static ServiceAck ack() {
        return ServiceAck.newBuilder()
                .setTaskId("t-1")
                .setRequestId("r-1")
                .setService("orders")
                .setAction(Action.HARD_DELETE)
                .setToken("dG9rZW4")
                .setAttempt(2)
                .setOutcome(AckOutcome.DONE)
                .setRecordsAffected(42)
                .setCompletedAt(AT)
                .build();
    }

    static DeadLetter deadLetter() {
        return new DeadLetter("privacy.acks", 3, 77L, "UNKNOWN_SCHEMA", "java.io.IOException", AT);
    }

    static Map<String, Object> config(Object url) {
        return Map.of(RegistryConfig.URL, url.toString());
    }
}
