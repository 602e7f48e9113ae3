package io.lethe.http;

import io.lethe.schemas.PrivacyCommand;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Puts commands into their envelope: who, when, and an id to find their decision by. */
final class CommandSender {
    private final CommandGateway gateway;
    private final Clock clock;

    CommandSender(CommandGateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    CompletableFuture<CommandOutcome> send(String subjectId, String actor, SpecificRecord content) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return gateway.send(subjectId, new PrivacyCommand(UUID.randomUUID().toString(), now, actor, content));
    }
}
