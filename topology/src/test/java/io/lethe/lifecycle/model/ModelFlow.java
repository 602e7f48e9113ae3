package io.lethe.lifecycle.model;

import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.Service;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What moves on by itself once an input was taken: the table, one row after the other. */
final class ModelFlow {
    private final Model model;
    private final ModelHardDelete hard;

    ModelFlow(Model model) {
        this.model = model;
        this.hard = new ModelHardDelete(model);
    }

    /** One move of one request; false where nothing can move. */
    boolean advance(ModelRequest r) {
        if (!r.open()) {
            return sendWaiting(r);
        }
        return r.erasure ? advanceErasure(r) : advanceExport(r);
    }

    private boolean advanceErasure(ModelRequest r) {
        boolean again = r.graceEndsAt != null && !r.dispatched() && sendWaiting(r, Action.SOFT_DELETE);
        boolean moved = switch (r.phase) {
            case QUEUED, COALESCED -> queue(r);
            case AWAITING_APPROVAL -> (r.approved || !model.policy.approvalRequired()) && begin(r);
            case SOFT_DELETING, GRACE -> grace(r);
            case AWAITING_EXPORT -> hard.gate(r);
            case ON_HOLD -> r.dispatched() ? hard.advance(r) : hard.gate(r);
            case HARD_DELETING, VERIFYING -> hard.advance(r);
            case RESTORING -> restore(r);
            default -> false;
        };
        return moved || again;
    }

    /** Finds its place: alone, behind others, or on one that covers it. */
    boolean queue(ModelRequest r) {
        List<ModelRequest> ahead = model.requests.stream()
                .takeWhile(o -> o != r)
                .filter(o -> o.erasure && o.open())
                .toList();
        if (ahead.stream().anyMatch(o -> o.id.equals(r.ridesOn))) {
            return false;
        }
        // Looked for once, when it comes and when the one it rode on is gone.
        boolean looks = r.phase == Phase.COALESCED || !r.placed;
        ModelRequest ride = ahead.stream()
                .filter(o -> looks && o.phase != Phase.COALESCED && !o.dispatched() && o.ending == null && o.covers(r))
                .findFirst()
                .orElse(null);
        Phase before = r.phase;
        r.placed = true;
        r.ridesOn = ride == null ? null : ride.id;
        boolean free = ahead.stream().allMatch(o -> o.phase == Phase.COALESCED);
        r.phase = ride != null ? Phase.COALESCED : free ? Phase.AWAITING_APPROVAL : Phase.QUEUED;
        if (ride == null && free) {
            pin(r);
        }
        return r.phase != before;
    }

    private void pin(ModelRequest r) {
        List<String> set = r.named != null
                ? r.named
                : model.services.values().stream()
                        .filter(s -> hard.canJoin(s))
                        .map(Service::name)
                        .toList();
        set.forEach(s -> r.steps.put(s, new ModelStep(s, Action.HARD_DELETE)));
        if (set.isEmpty()) {
            model.close(r, Outcome.REJECTED);
        }
    }

    private boolean begin(ModelRequest r) {
        r.graceEndsAt = ModelCalendar.graceEndsAt(model.now, r.grace, r.dueAt, model.policy);
        r.phase = Phase.GRACE;
        if (r.graceEndsAt.equals(model.now)) {
            return hard.gate(r);
        }
        for (ModelStep s : r.steps.values()) {
            if (!s.ended() && model.service(s.service).actions().contains(Action.SOFT_DELETE)) {
                s.restart(Action.SOFT_DELETE);
                send(r, s);
                r.phase = Phase.SOFT_DELETING;
            }
        }
        return true;
    }

    private boolean grace(ModelRequest r) {
        if (model.timer && !model.now.isBefore(r.graceEndsAt)) {
            return hard.gate(r);
        }
        boolean hiding = r.any(s -> s.action == Action.SOFT_DELETE && !s.ended() && !s.failed());
        Phase next = hiding ? Phase.SOFT_DELETING : Phase.GRACE;
        boolean moved = next != r.phase;
        r.phase = next;
        return moved;
    }

    private boolean restore(ModelRequest r) {
        boolean sent = sendWaiting(r);
        if (r.all(ModelStep::ended)) {
            model.close(r, r.ending);
            return true;
        }
        return sent;
    }

    private boolean advanceExport(ModelRequest r) {
        ModelStep packager = r.steps.get(Model.PACKAGER);
        boolean sent = sendWaiting(r, s -> s != packager || r.phase == Phase.PACKAGING);
        if (r.phase == Phase.COLLECTING && r.all(s -> s == packager || s.ended())) {
            r.phase = Phase.PACKAGING;
            return true;
        }
        if (r.phase == Phase.PACKAGING && packager.ended()) {
            r.windowEndsAt = model.now.plus(model.policy.downloadWindow());
            r.readyAt = model.now;
            r.expiresAt = model.now.plus(model.policy.exportRetention());
            boolean less = r.any(s -> s.status == StepStatus.EXEMPT || s.status == StepStatus.WAIVED);
            model.close(r, less ? Outcome.COMPLETED_WITH_EXEMPTIONS : Outcome.COMPLETED);
            return true;
        }
        return sent;
    }

    /** The packager is told to remove what there is of the export. */
    static void deleteFile(ModelRequest r) {
        r.steps.values().stream().filter(s -> !s.ended()).forEach(s -> s.end(StepStatus.SKIPPED));
        ModelStep packager = r.steps.computeIfAbsent(Model.PACKAGER, p -> new ModelStep(p, Action.HARD_DELETE));
        packager.restart(Action.HARD_DELETE);
    }

    private boolean sendWaiting(ModelRequest r) {
        return sendWaiting(r, s -> true);
    }

    private boolean sendWaiting(ModelRequest r, Action only) {
        return sendWaiting(r, s -> s.action == only);
    }

    private boolean sendWaiting(ModelRequest r, Predicate<ModelStep> which) {
        List<ModelStep> waiting = r.steps.values().stream()
                .filter(s -> s.status == StepStatus.WAITING && which.test(s))
                .filter(s -> !model.isStopped(s))
                .toList();
        waiting.forEach(s -> send(r, s));
        return !waiting.isEmpty();
    }

    void send(ModelRequest r, ModelStep s) {
        send(model, r, s);
    }

    static void send(Model model, ModelRequest r, ModelStep s) {
        s.attempt++;
        s.tries++;
        s.status = StepStatus.SENT;
        s.nextAt = model.now.plus(backoff(model, s));
        s.softIssued |= s.action == Action.SOFT_DELETE;
        s.hardSent |= s.action == Action.HARD_DELETE || s.action == Action.TOMBSTONE;
        model.seen.tasks.add(name(r, s));
    }

    static String name(ModelRequest r, ModelStep s) {
        return r.id + "/" + s.service + "/" + s.action + "/" + s.round + "/" + s.attempt;
    }

    /** ackTimeout × 2^(n−1), at most a week. */
    static Duration backoff(Model model, ModelStep s) {
        Duration first = model.service(s.service).ackTimeout().orElse(model.policy.ackTimeout());
        Duration wait = first;
        for (int n = 1; n < s.tries; n++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(ModelTimers.WEEK) < 0 ? wait : ModelTimers.WEEK;
    }
}
