package io.lethe.completion;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RequestEvent.DeadlineExtended;
import io.lethe.lifecycle.RequestEvent.ExportExpiring;
import io.lethe.lifecycle.RequestEvent.ExportReady;
import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.RequestEvent.RequestFailed;
import io.lethe.lifecycle.RequestState;
import io.lethe.schemas.Identity;
import io.lethe.schemas.Notification;
import io.lethe.schemas.NotificationKind;
import io.lethe.schemas.RequestType;
import io.lethe.stream.Decided;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Which events a subject is told of (GDPR Art. 12(3) and (4): of the action taken, of an extension, of a refusal). */
final class Notifications {
    private static final String EMAIL = "email";

    private Notifications() {}

    static Optional<Notification> of(Decided decided, Event event) {
        if (event instanceof RequestCompleted ended) {
            return ended(decided, ended);
        }
        if (event instanceof ExportReady ready) {
            return Optional.of(notification(decided, event, NotificationKind.READY, null, ready.expiresAt()));
        }
        if (event instanceof ExportExpiring expiring) {
            return Optional.of(notification(decided, event, NotificationKind.EXPIRING, null, expiring.expiresAt()));
        }
        if (event instanceof DeadlineExtended extended) {
            return Optional.of(
                    notification(decided, event, NotificationKind.EXTENDED, extended.reason(), extended.dueAt()));
        }
        if (event instanceof RequestFailed) {
            return Optional.of(notification(decided, event, NotificationKind.FAILED, null, null));
        }
        return Optional.empty();
    }

    private static Optional<Notification> ended(Decided decided, RequestCompleted ended) {
        RequestState request = decided.state().request(ended.requestId()).orElseThrow();
        String why = request.ending().why();
        return switch (ended.outcome()) {
            case CANCELLED -> Optional.of(notification(decided, ended, NotificationKind.CANCELLED, why, null));
            case REJECTED -> Optional.of(notification(decided, ended, NotificationKind.REJECTED, why, null));
            case COMPLETED, COMPLETED_WITH_EXEMPTIONS ->
                ended.type() == RequestType.ERASURE
                        ? Optional.of(notification(decided, ended, NotificationKind.ERASED, null, null))
                        : Optional.empty();
            case UNKNOWN -> Optional.empty();
        };
    }

    private static Notification notification(
            Decided decided, Event event, NotificationKind kind, String reason, Instant until) {
        String requestId = event.requestId();
        String name = requestId + '/' + kind + '/' + decided.at().toEpochMilli();
        return new Notification(
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString(),
                requestId,
                kind,
                decided.at(),
                address(decided, requestId),
                reason,
                until);
    }

    private static String address(Decided decided, String requestId) {
        return decided.identitiesOf(requestId).stream()
                .filter(i -> i.getType().equalsIgnoreCase(EMAIL))
                .map(Identity::getValue)
                .findFirst()
                .orElse(null);
    }
}
