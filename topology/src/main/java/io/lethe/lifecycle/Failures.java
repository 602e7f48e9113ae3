package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.RequestFailed;
import io.lethe.lifecycle.RequestEvent.RequestResumed;
import io.lethe.schemas.Action;
import java.util.List;

/** FAILED is a state to repair, never an end: it is reported when a request enters it and when it leaves. */
final class Failures {
    private Failures() {}

    static void report(Deciding deciding) {
        for (String id : deciding.requestIds()) {
            RequestState request = deciding.get(id);
            boolean failed = isFailed(deciding.state(), request);
            if (failed && !request.progress().failed()) {
                deciding.emit(new RequestFailed(id, failedServices(request)));
            } else if (!failed && request.progress().failed()) {
                deciding.emit(new RequestResumed(id, List.of()));
            }
        }
    }

    /** Whether a step other than a soft delete failed, nothing is out and no retry timer runs. */
    static boolean isFailed(SubjectState state, RequestState request) {
        return request.isOpen()
                && request.any(Failures::hasFailed)
                && !request.any(s -> s.status().isRunning() && !Holds.stopsAgain(state, s));
    }

    private static boolean hasFailed(Step step) {
        return step.status() == StepStatus.FAILED && step.action() != Action.SOFT_DELETE;
    }

    private static List<String> failedServices(RequestState request) {
        return request.steps().stream()
                .filter(Failures::hasFailed)
                .map(Step::service)
                .toList();
    }
}
