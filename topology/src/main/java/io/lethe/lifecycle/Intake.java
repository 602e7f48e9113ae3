package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.ErasureAccepted;
import io.lethe.lifecycle.RequestEvent.ExportAccepted;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.lifecycle.SubjectEvent.RequestIdClashed;
import io.lethe.schemas.Action;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.RequestType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Taking new requests: duplicates have no effect, what is not allowed is rejected so that its caller learns. */
final class Intake {
    private static final Pattern SERVICE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final String NO_NAME = "?";

    private Intake() {}

    /** Why a new request is not allowed, and of what. */
    private record Refusal(RefusalCode code, String ref) {}

    static void erasure(CommandContext context, RequestErasure command) {
        if (!isNew(context, command.getRequestId())) {
            return;
        }
        Deciding deciding = context.deciding();
        Optional<Duration> grace = grace(command.getGracePeriod(), deciding.policy);
        Origin origin = erasureOrigin(context, command, grace.orElse(null));
        Optional<Refusal> refusal = grace.isEmpty()
                ? Optional.of(new Refusal(RefusalCode.BAD_DURATION, "gracePeriod"))
                : whyNot(deciding, origin, Service::canErase);
        if (refusal.isPresent()) {
            reject(deciding, origin, refusal.get());
        } else {
            deciding.emit(new ErasureAccepted(origin, dueAt(deciding, origin), Queue.pin(deciding, origin)));
            Queue.place(deciding, origin.requestId());
        }
    }

    static void export(CommandContext context, RequestExport command) {
        if (!isNew(context, command.getRequestId())) {
            return;
        }
        Deciding deciding = context.deciding();
        Origin origin = exportOrigin(context, command);
        Predicate<Service> can = s -> s.can(Action.EXPORT);
        List<String> services = origin.allServices() ? deciding.catalogue.namesWhere(can) : origin.named();
        Optional<Refusal> refusal = whyNot(deciding, origin, can).or(() -> beingErased(deciding.state(), services));
        if (refusal.isPresent()) {
            reject(deciding, origin, refusal.get());
        } else {
            deciding.emit(new ExportAccepted(origin, dueAt(deciding, origin), services));
        }
    }

    /** Whether the request is to be decided at all: a repeat has no effect, a clash or one too many is refused. */
    private static boolean isNew(CommandContext context, String requestId) {
        Deciding deciding = context.deciding();
        Optional<RequestState> live = deciding.find(requestId);
        Input.Known known = context.input().known();
        if (live.isPresent() || known != Input.Known.ABSENT) {
            repeated(context, requestId, live, known);
            return false;
        }
        if (deciding.state().openCount() >= deciding.policy.maxOpen()
                || deciding.state().isFull()) {
            context.refuse(requestId, RefusalCode.TOO_MANY_OPEN, null);
            return false;
        }
        return true;
    }

    private static void repeated(
            CommandContext context, String requestId, Optional<RequestState> live, Input.Known known) {
        if (live.isEmpty() && known == Input.Known.FOREIGN) {
            context.deciding()
                    .emit(new RequestIdClashed(
                            requestId, context.input().command().getCommandId()));
            return;
        }
        boolean same = live.map(
                        r -> r.origin().contentHash().equals(context.input().contentHash()))
                .orElse(known == Input.Known.CLOSED_SAME);
        if (!same) {
            context.refuse(requestId, RefusalCode.REQUEST_ID_REUSED, null);
        }
    }

    private static void reject(Deciding deciding, Origin origin, Refusal refusal) {
        deciding.emit(new RequestRejected(
                origin.requestId(), origin, dueAt(deciding, origin), refusal.code(), refusal.ref(), null));
    }

    private static Optional<Refusal> whyNot(Deciding deciding, Origin origin, Predicate<Service> can) {
        if (origin.allServices()) {
            boolean none = deciding.catalogue.namesWhere(can).isEmpty();
            return none ? Optional.of(new Refusal(RefusalCode.NO_SERVICES, null)) : Optional.empty();
        }
        if (origin.named().isEmpty()) {
            return Optional.of(new Refusal(RefusalCode.NO_SERVICES, null));
        }
        return origin.named().stream()
                .flatMap(name -> whyNotNamed(deciding, name, can).stream())
                .findFirst();
    }

    private static Optional<Refusal> whyNotNamed(Deciding deciding, String name, Predicate<Service> can) {
        Optional<Service> service = deciding.catalogue.active(name);
        if (service.isEmpty()) {
            return Optional.of(new Refusal(RefusalCode.UNKNOWN_SERVICE, name));
        }
        return can.test(service.get())
                ? Optional.empty()
                : Optional.of(new Refusal(RefusalCode.UNSUPPORTED_ACTION, name));
    }

    private static Optional<Refusal> beingErased(SubjectState state, List<String> services) {
        return state.erasures()
                .flatMap(r -> r.steps().stream().filter(s -> HardDeletes.isSent(r, s)))
                .map(Step::service)
                .filter(services::contains)
                .findFirst()
                .map(name -> new Refusal(RefusalCode.HARD_DELETE_STARTED, name));
    }

    /** The grace period asked for, or the usual one; empty where it is none: days and less only, not negative, within the bound. What is below a millisecond no state could keep. */
    private static Optional<Duration> grace(String asked, Policy policy) {
        if (asked == null) {
            return Optional.of(policy.gracePeriod());
        }
        try {
            Duration exact = Duration.parse(asked);
            Duration grace = exact.truncatedTo(ChronoUnit.MILLIS);
            boolean allowed = !exact.isNegative() && grace.compareTo(policy.maxGracePeriod()) <= 0;
            return allowed ? Optional.of(grace) : Optional.empty();
        } catch (DateTimeParseException e) {
            // The rejection names the field; the text itself could be anything.
            return Optional.empty();
        }
    }

    private static Instant dueAt(Deciding deciding, Origin origin) {
        return Deadlines.dueAt(origin.regulation(), origin.receivedAt(), false, deciding.policy);
    }

    private static Origin erasureOrigin(CommandContext context, RequestErasure c, Duration grace) {
        boolean approval = context.deciding().policy.approvalRequired();
        return new Origin(
                c.getRequestId(),
                RequestType.ERASURE,
                c.getRegulation(),
                context.deciding().now,
                receivedAt(context, c.getReceivedAt()),
                context.input().actor(),
                c.getServices() == null,
                named(c.getServices()),
                grace,
                approval,
                null,
                context.input().contentHash(),
                context.input().identityHashes());
    }

    private static Origin exportOrigin(CommandContext context, RequestExport c) {
        return new Origin(
                c.getRequestId(),
                RequestType.EXPORT,
                c.getRegulation(),
                context.deciding().now,
                receivedAt(context, c.getReceivedAt()),
                context.input().actor(),
                c.getServices() == null,
                named(c.getServices()),
                null,
                false,
                c.getFormat(),
                context.input().contentHash(),
                context.input().identityHashes());
    }

    private static List<String> named(List<String> services) {
        return services == null
                ? List.of()
                : services.stream().map(Intake::name).distinct().toList();
    }

    /** What cannot be a service's name could be anything, and the name stands in the audit log. */
    static String name(String service) {
        return SERVICE_NAME.matcher(service).matches() ? service : NO_NAME;
    }

    /** A receipt that a caller's fast clock puts into the future would give the controller more time than the law does. */
    private static Instant receivedAt(CommandContext context, Instant received) {
        Instant now = context.deciding().now;
        return received == null || received.isAfter(now) ? now : received;
    }
}
