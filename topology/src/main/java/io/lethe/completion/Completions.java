package io.lethe.completion;

import io.lethe.lifecycle.Ending;
import io.lethe.lifecycle.Origin;
import io.lethe.lifecycle.RequestEvent;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import io.lethe.schemas.RequestCompleted;
import io.lethe.schemas.ServiceOutcome;
import io.lethe.schemas.ServiceResult;
import io.lethe.stream.Decided;
import java.util.List;
import java.util.Optional;

/** Builds completions. */
final class Completions {
    private Completions() {}

    static RequestCompleted of(Decided decided, RequestEvent.RequestCompleted event) {
        RequestState request = decided.state().request(event.requestId()).orElseThrow();
        Ending ending = request.ending();
        String carrier = request.progress().coalescedWith();
        return new RequestCompleted(
                request.id(),
                event.type(),
                event.outcome(),
                ending.why(),
                carrier,
                services(decided, request, carrier),
                request.origin().acceptedAt(),
                ending.completedAt(),
                request.deadline().dueAt(),
                ending.completedAt().isAfter(request.deadline().dueAt()));
    }

    /** A request that rode on another has that one's results, for the services it asked for. */
    private static List<ServiceResult> services(Decided decided, RequestState request, String carrier) {
        Optional<RequestState> carried =
                carrier == null ? Optional.empty() : decided.state().request(carrier);
        return carried.orElse(request).steps().stream()
                .filter(s -> carried.isEmpty() || asked(request.origin(), s.service()))
                .map(Completions::result)
                .toList();
    }

    private static boolean asked(Origin origin, String service) {
        return origin.allServices() || origin.named().contains(service);
    }

    private static ServiceResult result(Step step) {
        ServiceOutcome outcome = step.outcome();
        boolean explained = outcome == ServiceOutcome.EXEMPT
                || outcome == ServiceOutcome.WAIVED
                || outcome == ServiceOutcome.FAILED;
        return new ServiceResult(
                step.service(),
                outcome,
                explained ? step.error() : null,
                step.recordsAffected(),
                (long) step.attempt(),
                step.endedAt());
    }
}
