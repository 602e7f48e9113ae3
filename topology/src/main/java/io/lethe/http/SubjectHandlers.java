package io.lethe.http;

import io.javalin.http.Context;
import io.lethe.http.Answers.HoldAnswer;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.SubjectEvent.HoldPlaced;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.ReleaseHold;
import java.util.List;
import java.util.Optional;

/** What is asked about subjects, and their holds. */
final class SubjectHandlers {
    private final CommandSender sender;
    private final StatusReader reader;

    SubjectHandlers(CommandSender sender, StatusReader reader) {
        this.sender = sender;
        this.reader = reader;
    }

    /** GET /subjects/{id}/requests. */
    void requests(Context ctx) {
        String subjectId = Fields.subjectId(ctx.pathParam("id"));
        Exchange.json(ctx, 200, Paging.page(Query.of(ctx, Paging.PARAMETERS), reader.ofSubject(subjectId)));
    }

    /** PUT /subjects/{id}/holds/{holdId}. */
    void placeHold(Context ctx) {
        String subjectId = Fields.subjectId(ctx.pathParam("id"));
        String holdId = Fields.holdId(ctx.pathParam("holdId"));
        PlaceHold hold = CommandContents.hold(Exchange.body(ctx, Bodies.NewHold.class), holdId);
        ctx.future(() -> sender.send(subjectId, Actors.OPERATOR, hold)
                .thenAccept(outcome -> answer(ctx, holdId, dispatched(outcome, subjectId, hold))));
    }

    /** DELETE /subjects/{id}/holds/{holdId}. */
    void releaseHold(Context ctx) {
        String subjectId = Fields.subjectId(ctx.pathParam("id"));
        String holdId = Fields.holdId(ctx.pathParam("holdId"));
        ctx.future(() -> sender.send(subjectId, Actors.OPERATOR, new ReleaseHold(holdId))
                .thenAccept(outcome -> {
                    decided(outcome);
                    answer(ctx, holdId, List.of());
                }));
    }

    private static void answer(Context ctx, String holdId, List<String> alreadyDispatched) {
        Exchange.json(ctx, 202, new HoldAnswer(holdId, alreadyDispatched));
    }

    private static List<Event> decided(CommandOutcome outcome) {
        if (!outcome.heard()) {
            throw new ProblemException(ProblemCode.NOT_DECIDED, "decided elsewhere, and how is not known here");
        }
        Refusal.in(outcome.events()).ifPresent(refusal -> {
            throw refusal.problem().about(null, allowed(refusal.code()));
        });
        return outcome.events();
    }

    /** What can be done about a hold that is not as the caller thought. */
    private static List<String> allowed(ProblemCode code) {
        return switch (code) {
            case HOLD_ID_REUSED -> List.of("release");
            case UNKNOWN_HOLD -> List.of("place");
            default -> List.of();
        };
    }

    private List<String> dispatched(CommandOutcome outcome, String subjectId, PlaceHold hold) {
        Optional<HoldPlaced> placed = decided(outcome).stream()
                .filter(HoldPlaced.class::isInstance)
                .map(HoldPlaced.class::cast)
                .findFirst();
        return placed.map(HoldPlaced::alreadyDispatched)
                .orElseGet(() -> Dispatched.services(reader.subject(subjectId), hold.getServices()));
    }
}
