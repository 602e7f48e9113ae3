package io.lethe.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.schemas.Action;
import java.util.UUID;

/** Task ids: name-based (RFC 9562 version 3), so that a participant can rely on them as an idempotency key and nothing has to be stored. */
public final class TaskIds {
    private TaskIds() {}

    /** The id of a service's task; attempts share it, rounds do not. */
    public static String of(String requestId, String service, Action action, int round) {
        String name = requestId + '/' + service + '/' + action + '/' + round;
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }
}
