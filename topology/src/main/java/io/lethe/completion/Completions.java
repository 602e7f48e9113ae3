package io.lethe.completion;

import io.lethe.lifecycle.Ending;
import io.lethe.lifecycle.Origin;
import io.lethe.lifecycle.RequestEvent;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import io.lethe.schemas.Outcome;
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
                request.deadline().isPassedAt(ending.completedAt()));
    }

    /** A request that ends with the one that it rode on has that one's results, for the services it asked for; one that was taken back has its own. */
    private static List<ServiceResult> services(Decided decided, RequestState request, String carrier) {
        Optional<RequestState> carried = Optional.ofNullable(carrier)
                .filter(c -> isCompleted(request.ending().outcome()))
                .flatMap(decided.state()::request);
        return carried.orElse(request).steps().stream()
                .filter(s -> carried.isEmpty() || asked(request.origin(), s.service()))
                .map(Completions::result)
                .toList();
    }

    private static boolean isCompleted(Outcome outcome) {
        return outcome == Outcome.COMPLETED || outcome == Outcome.COMPLETED_WITH_EXEMPTIONS;
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
