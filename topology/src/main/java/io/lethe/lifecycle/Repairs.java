package io.lethe.lifecycle;

import io.lethe.lifecycle.StepEvent.StepRetried;
import io.lethe.lifecycle.StepEvent.StepWaived;
import io.lethe.schemas.Action;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.WaiveService;
import java.util.List;
import java.util.Optional;

/** What people do about services that fail: have them asked again, or go on without them. */
final class Repairs {
    private Repairs() {}

    static void retry(CommandContext context, RetryRequest command) {
        String id = command.getRequestId();
        RequestState request = context.open(id).orElse(null);
        if (request == null || !areIn(context, request, command.getServices())) {
            return;
        }
        List<Step> failed = request.steps().stream()
                .filter(s -> s.status() == StepStatus.FAILED)
                .filter(s ->
                        command.getServices() == null || command.getServices().contains(s.service()))
                .toList();
        if (failed.isEmpty()) {
            context.refuse(id, RefusalCode.NOTHING_TO_RETRY, null);
        }
        failed.forEach(s -> retry(context.deciding(), id, s));
    }

    private static void retry(Deciding deciding, String id, Step step) {
        deciding.emit(new StepRetried(id, step.service(), step.hasResidue()));
        Step waiting = deciding.get(id).step(step.service()).orElseThrow();
        // Hard deletes are issued where order and holds are looked at.
        if (waiting.action() != Action.HARD_DELETE) {
            Tasks.issue(deciding, id, waiting, waiting.action());
        }
    }

    private static boolean areIn(CommandContext context, RequestState request, List<String> services) {
        Optional<String> unknown = services == null
                ? Optional.empty()
                : services.stream().filter(s -> request.step(s).isEmpty()).findFirst();
        unknown.ifPresent(s -> context.refuse(request.id(), RefusalCode.UNKNOWN_SERVICE, s));
        return unknown.isEmpty();
    }

    static void waive(CommandContext context, WaiveService command) {
        String id = command.getRequestId();
        String service = command.getService();
        RequestState request = context.open(id).orElse(null);
        if (request == null || !context.hasReason(id, command.getReason())) {
            return;
        }
        Step step = request.step(service).orElse(null);
        if (service.equals(RequestState.PACKAGER)) {
            context.refuse(id, RefusalCode.NOT_SUPPORTED, service);
        } else if (step == null) {
            context.refuse(id, RefusalCode.UNKNOWN_SERVICE, service);
        } else if (HardDeletes.isFinished(context.deciding(), request, step)) {
            context.refuse(id, RefusalCode.SERVICE_FINISHED, service);
        } else {
            context.deciding().emit(new StepWaived(id, service, command.getReason()));
        }
    }
}
