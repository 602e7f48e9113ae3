package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.ErasureStarted;
import io.lethe.lifecycle.RequestEvent.HardDeleteStarted;
import io.lethe.lifecycle.RequestEvent.PhaseEntered;
import io.lethe.lifecycle.RequestEvent.ServiceJoined;
import io.lethe.lifecycle.StepEvent.StepSkipped;
import io.lethe.schemas.Action;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How an erasure moves on by itself up to its dispatch: begin, soft delete, grace, the gate; and back, by restoring. */
final class Erasures {
    private Erasures() {}

    static void advance(Deciding deciding, String id) {
        switch (deciding.get(id).phase()) {
            case QUEUED, COALESCED -> Queue.advance(deciding, id);
            case AWAITING_APPROVAL -> beginIfApproved(deciding, id);
            case SOFT_DELETING -> graceWhenHidden(deciding, id);
            case AWAITING_EXPORT -> gate(deciding, id);
            case ON_HOLD -> resumeOrGate(deciding, id);
            case HARD_DELETING, VERIFYING -> HardDeletes.advance(deciding, id);
            case RESTORING -> endWhenRestored(deciding, id);
            case GRACE, COLLECTING, PACKAGING, READY, EXPIRED, DONE -> {
                // Only a timer or a command moves these.
            }
        }
    }

    private static void beginIfApproved(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        if (request.origin().approval() && request.progress().approvedAt() == null) {
            return;
        }
        Instant graceEnds = Deadlines.graceEndsAt(
                deciding.now, request.origin().gracePeriod(), request.deadline().dueAt(), deciding.policy);
        deciding.emit(new ErasureStarted(id, graceEnds));
        if (deciding.isDue(graceEnds)) {
            gate(deciding, id);
        } else {
            softDelete(deciding, id);
        }
    }

    private static void softDelete(Deciding deciding, String id) {
        for (Step step : deciding.get(id).steps()) {
            boolean can = deciding.service(step.service()).can(Action.SOFT_DELETE);
            if (can && step.status() == StepStatus.WAITING) {
                Tasks.issue(deciding, id, step, Action.SOFT_DELETE);
            }
        }
    }

    private static void graceWhenHidden(Deciding deciding, String id) {
        if (!deciding.get(id).any(Step::isOpenSoftDelete)) {
            deciding.emit(new PhaseEntered(id, Phase.GRACE, null));
        }
    }

    /** The grace period is over: on to the hard delete, unless an export or holds stand in the way. */
    static void gate(Deciding deciding, String id) {
        if (deciding.state().exports().anyMatch(e -> Exports.blocksErasure(e, deciding.now))) {
            enter(deciding, id, Phase.AWAITING_EXPORT);
        } else if (isEveryStartHeld(deciding, id)) {
            enter(deciding, id, Phase.ON_HOLD);
        } else {
            dispatch(deciding, id);
        }
    }

    private static boolean isEveryStartHeld(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        Set<String> all = new LinkedHashSet<>(request.services());
        all.addAll(joining(deciding, request));
        // Deleting a file of Lethe's own must not be what takes the way back.
        all.remove(RequestState.PACKAGER);
        List<String> open = all.stream()
                .filter(s -> request.step(s)
                        .map(step -> step.status() != StepStatus.WAIVED)
                        .orElse(true))
                .toList();
        List<String> startable = open.stream()
                .filter(s -> deciding.service(s).after().stream().noneMatch(open::contains))
                .toList();
        return !startable.isEmpty() && startable.stream().allMatch(deciding.state()::isHeld);
    }

    private static void dispatch(Deciding deciding, String id) {
        for (Step step : deciding.get(id).steps()) {
            if (step.isOpenSoftDelete()) {
                deciding.emit(new StepSkipped(id, step.service(), Action.SOFT_DELETE));
            }
        }
        Set<String> joining = joining(deciding, deciding.get(id));
        deciding.emit(new HardDeleteStarted(id));
        joining.forEach(s -> deciding.emit(new ServiceJoined(id, s)));
        deciding.state().exports().map(RequestState::id).toList().forEach(e -> Exports.expireForErasure(deciding, e));
        HardDeletes.advance(deciding, id);
    }

    /**
     * Services that came since the set was pinned, where the caller named none; what those that ride on it named, removed meanwhile or not; and the
     * packager, where it keeps something of the subject.
     */
    private static Set<String> joining(Deciding deciding, RequestState request) {
        Set<String> joining = new LinkedHashSet<>();
        if (request.origin().allServices()) {
            joining.addAll(deciding.catalogue.namesWhere(Service::canErase));
        }
        Queue.riders(deciding, request.id())
                .forEach(r -> joining.addAll(r.origin().named()));
        if (deciding.state().exports().anyMatch(Exports::hasData)) {
            joining.add(RequestState.PACKAGER);
        }
        request.services().forEach(joining::remove);
        return joining;
    }

    private static void resumeOrGate(Deciding deciding, String id) {
        if (deciding.get(id).isDispatched()) {
            HardDeletes.advance(deciding, id);
        } else {
            gate(deciding, id);
        }
    }

    private static void endWhenRestored(Deciding deciding, String id) {
        if (deciding.get(id).steps().stream().allMatch(s -> s.status().isEnded())) {
            Endings.close(deciding, id);
        }
    }

    static void enter(Deciding deciding, String id, Phase phase) {
        if (deciding.get(id).phase() != phase) {
            deciding.emit(new PhaseEntered(id, phase, null));
        }
    }
}
