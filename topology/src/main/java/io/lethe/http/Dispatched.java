package io.lethe.http;

import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import io.lethe.lifecycle.SubjectState;
import io.lethe.schemas.Action;
import java.util.List;

/** Which services were told to erase for good, for the repeat of a hold that was placed before. */
final class Dispatched {
    private Dispatched() {}

    /** Of these services, null: of all. */
    static List<String> services(SubjectState subject, List<String> covered) {
        return subject.requests().stream()
                .filter(request -> request.isErasure() && request.isOpen() && request.isDispatched())
                .map(RequestState::steps)
                .flatMap(List::stream)
                .filter(Dispatched::isSent)
                .map(Step::service)
                .filter(service -> covered == null || covered.contains(service))
                .distinct()
                .toList();
    }

    private static boolean isSent(Step step) {
        return step.action() == Action.VERIFY || step.round() > 1 || step.attempt() > 0;
    }
}
