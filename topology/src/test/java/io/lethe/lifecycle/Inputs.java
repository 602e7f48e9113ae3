package io.lethe.lifecycle;

import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ServiceAck;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Inputs as the shell would make them, with readable ids. */
public final class Inputs {
    private Inputs() {}

    /** A command by {@code actor}; the keyed hashes are the plain texts here. */
    public static Input.Command command(
            Object command, String actor, Input.Known known, Instant at, List<String> identities) {
        String id = UUID.nameUUIDFromBytes((at + "" + command).getBytes(StandardCharsets.UTF_8))
                .toString();
        PrivacyCommand envelope = PrivacyCommand.newBuilder()
                .setCommandId(id)
                .setIssuedAt(at)
                .setIssuedBy(actor)
                .setCommand(command)
                .build();
        return new Input.Command(envelope, actor, known, command.toString(), identities);
    }

    public static ServiceAck.Builder ack(String requestId, String service, Action action, int round) {
        return ServiceAck.newBuilder()
                .setTaskId(TaskIds.of(requestId, service, action, round))
                .setRequestId(requestId)
                .setService(service)
                .setAction(action)
                .setToken("token")
                .setOutcome(AckOutcome.DONE)
                .setCompletedAt(Instant.EPOCH);
    }

    /** An answer for a request that nobody ever made. */
    public static ServiceAck strangersAck() {
        return ack("nobody", "nothing", Action.HARD_DELETE, 1).build();
    }
}
