package io.lethe.http;

import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import io.lethe.lifecycle.StepStatus;
import io.lethe.query.RequestView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What can be done with a request now, in the words of the paths that do it. The decision is the engine's; this tells a caller what is worth trying. */
final class Allowed {
    private Allowed() {}

    static List<String> of(RequestView view, Instant now) {
        if (!view.isDecided()) {
            return List.of();
        }
        RequestState request = view.request();
        List<String> allowed = new ArrayList<>();
        add(allowed, request.isOpen() && request.ending() == null && !request.isDispatched(), "cancel", "reject");
        add(allowed, isWaitingForApproval(request), "approve");
        add(allowed, isExtendable(request, now), "extend");
        add(allowed, request.isOpen() && request.steps().stream().anyMatch(Allowed::hasFailed), "retry");
        add(allowed, request.isOpen() && request.steps().stream().anyMatch(Allowed::isUnfinished), "waive");
        add(allowed, request.phase() == Phase.READY, "expire");
        return allowed;
    }

    private static void add(List<String> allowed, boolean when, String... what) {
        if (when) {
            allowed.addAll(List.of(what));
        }
    }

    private static boolean isWaitingForApproval(RequestState request) {
        return request.phase() == Phase.AWAITING_APPROVAL && request.progress().approvedAt() == null;
    }

    private static boolean isExtendable(RequestState request, Instant now) {
        return request.isOpen()
                && !request.deadline().extended()
                && now.isBefore(request.deadline().dueAt());
    }

    private static boolean hasFailed(Step step) {
        return step.status() == StepStatus.FAILED;
    }

    private static boolean isUnfinished(Step step) {
        return !step.status().isEnded() && !step.service().equals(RequestState.PACKAGER);
    }
}
