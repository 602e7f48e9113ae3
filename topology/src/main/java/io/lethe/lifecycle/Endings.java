package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.StepEvent.StepSkipped;
import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;

/** How requests end: each once. */
final class Endings {
    private Endings() {}

    /** Ends a request whose services have all done what they will do, and with it those that ride on it. */
    static void complete(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        Outcome outcome = request.any(s -> s.status() == StepStatus.EXEMPT || s.status() == StepStatus.WAIVED)
                ? Outcome.COMPLETED_WITH_EXEMPTIONS
                : Outcome.COMPLETED;
        end(deciding, request, outcome);
        Queue.riders(deciding, id).forEach(r -> end(deciding, r, outcome));
    }

    /** Ends a cancelled or rejected request; what an export staged is deleted. */
    static void close(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        end(deciding, request, request.ending().outcome());
        if (!request.isErasure() && request.step(RequestState.PACKAGER).isPresent()) {
            Exports.purge(deciding, id);
        }
    }

    private static void end(Deciding deciding, RequestState request, Outcome outcome) {
        deciding.emit(new RequestCompleted(request.id(), request.origin().type(), outcome));
    }

    /** A cancel or rejection was accepted: hidden data comes back from every service that was asked to hide it, answered or not. */
    static void restore(Deciding deciding, RequestEvent cancelledOrRejected) {
        deciding.emit(cancelledOrRejected);
        RequestState request = deciding.get(cancelledOrRejected.requestId());
        for (Step step : request.steps()) {
            if (step.softIssued()) {
                Tasks.issue(deciding, request.id(), step, Action.RESTORE);
            } else if (!step.status().isEnded()) {
                deciding.emit(new StepSkipped(request.id(), step.service(), step.action()));
            }
        }
    }
}
