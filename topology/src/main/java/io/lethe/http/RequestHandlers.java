package io.lethe.http;

import io.javalin.http.Context;
import io.lethe.http.Answers.Accepted;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RequestEvent.ErasureAccepted;
import io.lethe.lifecycle.RequestEvent.ExportAccepted;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.lifecycle.RequestState;
import io.lethe.query.NotReadableException;
import io.lethe.query.Partitions;
import io.lethe.query.RequestPlace;
import io.lethe.query.RequestView;
import io.lethe.schemas.Regulation;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Taking new requests. */
final class RequestHandlers {
    private static final String REJECTED = RequestRejected.class.getSimpleName();

    private final CommandSender sender;
    private final StatusReader reader;
    private final Urls urls;
    private final Keys keys;
    private final Partitions partitions;
    private final Regulation usual;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RequestHandlers(
            CommandSender sender,
            StatusReader reader,
            Urls urls,
            Keys keys,
            Partitions partitions,
            Regulation usual,
            Clock clock) {
        this.sender = sender;
        this.reader = reader;
        this.urls = urls;
        this.keys = keys;
        this.partitions = partitions;
        this.usual = usual;
        this.clock = clock;
    }

    /** POST /requests. */
    void create(Context ctx) {
        String key = Fields.idempotencyKey(ctx.header("Idempotency-Key"));
        NewRequest body = Exchange.body(ctx, NewRequest.class);
        String subjectId = Fields.subjectId(body.subjectId());
        UUID id = key == null ? minted(subjectId) : keys.derivedRequestId(Actors.SERVICE, key);
        SpecificRecord content = CommandContents.request(body, id.toString(), usual, clock.instant());
        if (key != null) {
            refuseOthersKey(id, subjectId);
        }
        ctx.future(() -> sender.send(subjectId, Actors.SERVICE, content)
                .thenAccept(outcome -> answer(ctx, id, key != null, outcome)));
    }

    private UUID minted(String subjectId) {
        return keys.mintRequestId(clock.millis(), partitions.of(subjectId), random.nextLong());
    }

    /** A key that another subject's request was made with would make a second request under the same id. */
    private void refuseOthersKey(UUID id, String subjectId) {
        Optional<RequestPlace> place = reader.find(id);
        boolean others = place.isPresent()
                && (place.get().partition() != partitions.of(subjectId)
                        || isOther(place.get().row().subjectId(), subjectId));
        if (others) {
            throw new Refusal(ProblemCode.IDEMPOTENCY_KEY_REUSED, null).problem();
        }
    }

    /** Of a forgotten subject only hashes are left: the engine compares those. */
    private static boolean isOther(String known, String subjectId) {
        return known != null && !known.equals(subjectId);
    }

    private void answer(Context ctx, UUID id, boolean byKey, CommandOutcome outcome) {
        Optional<Refusal> refusal = Refusal.in(outcome.events()).map(r -> byKey ? r.byKey() : r);
        if (refusal.isPresent()) {
            throw problem(refusal.get(), id);
        }
        Accepted accepted = accepted(id, outcome);
        ctx.header("Location", accepted.statusUrl());
        Exchange.json(ctx, 202, accepted);
    }

    /** One request too many leaves no trace under its id: whoever asked for that would be told for days that it is still to be decided. */
    private ProblemException problem(Refusal refusal, UUID id) {
        return refusal.code() == ProblemCode.TOO_MANY_OPEN
                ? refusal.problem()
                : refusal.problem().about(id.toString(), reader.allowed(id));
    }

    private Accepted accepted(UUID id, CommandOutcome outcome) {
        try {
            RequestView view = reader.view(id);
            if (!view.isDecided()) {
                throw notDecided(id);
            }
            refuseAsBefore(view);
            return accepted(
                    id, RequestStatus.of(view), view.request().deadline().dueAt());
        } catch (NotReadableException e) {
            return dueAt(outcome.events())
                    .map(due -> accepted(id, RequestStatus.PENDING, due))
                    .orElseThrow(() -> e);
        }
    }

    /** A repeat of a request that was refused when it came first has the same answer. */
    private static void refuseAsBefore(RequestView view) {
        RequestState request = view.request();
        boolean refusedAtOnce = request.ending() != null
                && request.ending().code() != null
                && request.history().get(0).event().equals(REJECTED);
        if (refusedAtOnce) {
            ProblemCode code = ProblemCode.valueOf(request.ending().code());
            throw new Refusal(code, null).problem().about(view.requestId(), List.of());
        }
    }

    private static ProblemException notDecided(UUID id) {
        return new ProblemException(ProblemCode.NOT_DECIDED, "decided elsewhere, and how is not known here yet")
                .about(id.toString(), List.of());
    }

    private Accepted accepted(UUID id, RequestStatus status, Instant dueAt) {
        return new Accepted(id.toString(), status, urls.status(id.toString()), dueAt);
    }

    private static Optional<Instant> dueAt(List<Event> events) {
        return events.stream().flatMap(event -> dueAt(event).stream()).findFirst();
    }

    private static Optional<Instant> dueAt(Event event) {
        if (event instanceof ErasureAccepted erasure) {
            return Optional.of(erasure.dueAt());
        }
        return event instanceof ExportAccepted export ? Optional.of(export.dueAt()) : Optional.empty();
    }
}
