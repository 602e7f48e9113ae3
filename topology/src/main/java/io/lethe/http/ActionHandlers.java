package io.lethe.http;

import io.javalin.http.Context;
import io.lethe.http.Answers.Accepted;
import io.lethe.http.Bodies.Nothing;
import io.lethe.http.Bodies.Reason;
import io.lethe.http.Bodies.Retry;
import io.lethe.http.Bodies.Waiver;
import io.lethe.query.NotReadableException;
import io.lethe.query.RequestPlace;
import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExpireExport;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.RejectRequest;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.WaiveService;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** What people do with a request. */
final class ActionHandlers {
    private final CommandSender sender;
    private final StatusReader reader;
    private final Urls urls;

    ActionHandlers(CommandSender sender, StatusReader reader, Urls urls) {
        this.sender = sender;
        this.reader = reader;
        this.urls = urls;
    }

    /** POST /requests/{id}/cancel. */
    void cancel(Context ctx) {
        String reason = Fields.reason(Exchange.body(ctx, Reason.class).reason());
        act(ctx, id -> new CancelRequest(id, reason));
    }

    /** POST /requests/{id}/reject. */
    void reject(Context ctx) {
        String reason = Fields.reason(Exchange.body(ctx, Reason.class).reason());
        act(ctx, id -> new RejectRequest(id, reason));
    }

    /** POST /requests/{id}/extend. */
    void extend(Context ctx) {
        String reason = Fields.reason(Exchange.body(ctx, Reason.class).reason());
        act(ctx, id -> new ExtendDeadline(id, reason));
    }

    /** POST /requests/{id}/approve. */
    void approve(Context ctx) {
        String reason = Fields.optionalReason(Exchange.body(ctx, Reason.class).reason());
        act(ctx, id -> new ApproveRequest(id, reason));
    }

    /** POST /requests/{id}/waive. */
    void waive(Context ctx) {
        Waiver body = Exchange.body(ctx, Waiver.class);
        String service = Fields.service("service", body.service());
        String reason = Fields.reason(body.reason());
        act(ctx, id -> new WaiveService(id, service, reason));
    }

    /** POST /requests/{id}/retry. */
    void retry(Context ctx) {
        List<String> services = Fields.services(Exchange.body(ctx, Retry.class).services());
        act(ctx, id -> new RetryRequest(id, services));
    }

    /** POST /requests/{id}/expire. */
    void expire(Context ctx) {
        Exchange.body(ctx, Nothing.class);
        act(ctx, ExpireExport::new);
    }

    private void act(Context ctx, Function<String, SpecificRecord> command) {
        UUID id = Fields.requestId(ctx.pathParam("id"));
        RequestPlace place = reader.place(id);
        String subjectId = place.row().subjectId();
        if (subjectId == null) {
            // Nobody is left whom a command could be about.
            throw new ProblemException(ProblemCode.REQUEST_CLOSED, ProblemCode.REQUEST_CLOSED.title())
                    .about(id.toString(), List.of());
        }
        SpecificRecord content = command.apply(id.toString());
        ctx.future(
                () -> sender.send(subjectId, Actors.OPERATOR, content).thenAccept(outcome -> answer(ctx, id, outcome)));
    }

    private void answer(Context ctx, UUID id, CommandOutcome outcome) {
        if (!outcome.heard()) {
            throw new ProblemException(ProblemCode.NOT_DECIDED, "decided elsewhere, and how is not known here")
                    .about(id.toString(), List.of());
        }
        Refusal.in(outcome.events()).ifPresent(refusal -> {
            throw refusal.problem().about(id.toString(), reader.allowed(id));
        });
        Exchange.json(ctx, 202, new Accepted(id.toString(), statusAfter(id), urls.status(id.toString()), null));
    }

    /** The store may move right after the decision: then the answer must not read as if nothing had been done. */
    private RequestStatus statusAfter(UUID id) {
        try {
            return RequestStatus.of(reader.view(id));
        } catch (NotReadableException e) {
            throw new ProblemException(
                            ProblemCode.NOT_DECIDED, "it is done; how the request stands now cannot be read here", e)
                    .about(id.toString(), List.of());
        }
    }
}
