package io.lethe.http;

import io.lethe.schemas.PrivacyCommand;
import java.util.concurrent.CompletableFuture;

/** Brings commands to their decision. */
@FunctionalInterface
interface CommandGateway {
    /**
     * Writes a command and waits until it is decided and the decision is durable.
     *
     * @return what it led to; fails with a {@link ProblemException}: NOT_DECIDED when that took too long and it may be decided still, UNAVAILABLE when
     *     nothing was written. It is never thrown
     */
    CompletableFuture<CommandOutcome> send(String subjectId, PrivacyCommand command);
}
