package io.lethe.lifecycle.model;

import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.Service;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** From the end of the grace period to the end of an erasure. */
final class ModelHardDelete {
    private final Model model;

    ModelHardDelete(Model model) {
        this.model = model;
    }

    boolean canJoin(Service s) {
        return !s.removed() && !s.name().equals(Model.PACKAGER) && model.canErase(s);
    }

    boolean gate(ModelRequest r) {
        Phase before = r.phase;
        if (model.requests.stream().anyMatch(this::blocks)) {
            r.phase = Phase.AWAITING_EXPORT;
        } else if (isAllHeld(r)) {
            r.phase = Phase.ON_HOLD;
        } else {
            dispatch(r);
        }
        return before != r.phase;
    }

    /** Whether each service that would be told first is held; those that would join count. */
    private boolean isAllHeld(ModelRequest r) {
        Set<String> set = new TreeSet<>();
        r.steps.values().stream().filter(s -> s.status != StepStatus.WAIVED).forEach(s -> set.add(s.service));
        if (r.named == null) {
            model.services.values().stream()
                    .filter(s -> canJoin(s) && !r.steps.containsKey(s.name()))
                    .forEach(s -> set.add(s.name()));
        }
        set.addAll(ridersAskFor(r));
        set.removeIf(s -> r.steps.containsKey(s) && r.steps.get(s).status == StepStatus.WAIVED);
        List<String> first = set.stream()
                .filter(s -> model.service(s).after().stream().noneMatch(set::contains))
                .toList();
        return !first.isEmpty() && first.stream().allMatch(model::isHeld);
    }

    private boolean blocks(ModelRequest e) {
        return !e.erasure && (e.open() || (e.phase == Phase.READY && model.now.isBefore(e.windowEndsAt)));
    }

    private void dispatch(ModelRequest r) {
        r.dispatchedAt = model.now;
        r.phase = Phase.HARD_DELETING;
        r.steps.values().stream()
                .filter(s -> s.status != StepStatus.WAIVED)
                .forEach(s -> s.restart(Action.HARD_DELETE));
        if (r.named == null) {
            model.services.values().stream().filter(this::canJoin).forEach(s -> join(r, s.name()));
        }
        ridersAskFor(r).forEach(s -> join(r, s));
        for (ModelRequest e : model.requests) {
            if (hasData(e)) {
                join(r, Model.PACKAGER);
            }
            if (e.phase == Phase.READY) {
                ModelFlow.deleteFile(e);
                e.phase = Phase.EXPIRED;
            }
        }
    }

    private static void join(ModelRequest r, String service) {
        r.steps.computeIfAbsent(service, s -> new ModelStep(s, Action.HARD_DELETE));
    }

    /** What those that ride on it named, whatever became of the services meanwhile. */
    private List<String> ridersAskFor(ModelRequest r) {
        return model.requests.stream()
                .filter(o -> o.open() && o.phase == Phase.COALESCED && r.id.equals(o.ridesOn) && o.named != null)
                .flatMap(o -> o.named.stream())
                .toList();
    }

    /** An export that is still here after its end has a file, or staged data, that is not yet gone. */
    private static boolean hasData(ModelRequest e) {
        return !e.erasure && !e.open() && !Model.settled(e);
    }

    boolean advance(ModelRequest r) {
        boolean moved = start(r);
        if (!r.all(ModelStep::erased)) {
            r.verifyAt = null;
            return rephase(r) || moved;
        }
        boolean wanted = r.any(this::wantsVerify);
        if (!wanted && r.all(ModelStep::ended)) {
            finish(r);
            return true;
        }
        r.phase = Phase.VERIFYING;
        if (wanted && r.verifyAt == null) {
            r.verifyAt = model.now.plus(model.policy.verifyAfter().orElseThrow());
            moved = true;
        }
        return verify(r) || moved;
    }

    private boolean start(ModelRequest r) {
        List<ModelStep> next = r.steps.values().stream()
                .filter(s -> s.status == StepStatus.WAITING && !model.isStopped(s))
                .filter(s -> !takesTurns(s) || isTurn(r, s))
                .toList();
        next.forEach(s -> {
            Service service = model.service(s.service);
            if (loseTopics(model, s)) {
                return;
            }
            if (s.action == Action.HARD_DELETE) {
                boolean can = service.actions().contains(Action.HARD_DELETE);
                s.nullsOnly = !can && !service.tombstoneTopics().isEmpty();
                if (s.nullsOnly) {
                    s.notFound = false;
                    s.restart(Action.TOMBSTONE);
                }
            }
            ModelFlow.send(model, r, s);
        });
        return !next.isEmpty();
    }

    /** True where the step is over: the nulls would have been its last word, and have no topic any more. Where they were all of it, it erases. */
    static boolean loseTopics(Model model, ModelStep s) {
        if (s.action != Action.TOMBSTONE
                || !model.service(s.service).tombstoneTopics().isEmpty()) {
            return false;
        }
        if (s.nullsOnly) {
            s.nullsOnly = false;
            s.restart(Action.HARD_DELETE);
            return false;
        }
        s.end(s.notFound ? StepStatus.NOT_FOUND : StepStatus.DONE);
        return true;
    }

    /** Nulls that follow an answer go out at once; taken up again by an operator they wait for their turn too. */
    private static boolean takesTurns(ModelStep s) {
        return s.action == Action.HARD_DELETE || (s.action == Action.TOMBSTONE && s.attempt > 0);
    }

    private boolean isTurn(ModelRequest r, ModelStep s) {
        return model.service(s.service).after().stream().map(r.steps::get).allMatch(p -> p == null || p.erased());
    }

    private boolean verify(ModelRequest r) {
        boolean free = model.timer || model.policy.verifyAfter().get().isZero();
        if (r.verifyAt == null || !free || model.now.isBefore(r.verifyAt)) {
            return false;
        }
        r.verifyAt = null;
        r.steps.values().stream().filter(this::wantsVerify).forEach(s -> {
            s.restart(Action.VERIFY);
            ModelFlow.send(model, r, s);
        });
        return true;
    }

    boolean wantsVerify(ModelStep s) {
        boolean gone = s.status == StepStatus.DONE || s.status == StepStatus.NOT_FOUND;
        boolean erased = s.action == Action.HARD_DELETE || s.action == Action.TOMBSTONE;
        boolean can = model.service(s.service).actions().contains(Action.VERIFY);
        return gone && erased && can && model.policy.verifyAfter().isPresent();
    }

    private void finish(ModelRequest r) {
        boolean less = r.any(s -> s.status == StepStatus.EXEMPT || s.status == StepStatus.WAIVED);
        Outcome how = less ? Outcome.COMPLETED_WITH_EXEMPTIONS : Outcome.COMPLETED;
        model.close(r, how);
        model.requests.stream()
                .filter(o -> o.open() && o.phase == Phase.COALESCED && r.id.equals(o.ridesOn))
                .toList()
                .forEach(o -> model.close(o, how));
    }

    private boolean rephase(ModelRequest r) {
        boolean held = r.any(this::isHeldStep);
        boolean running = r.any(s -> !s.ended() && !isHeldStep(s) && !isBehind(r, s));
        Phase next = held && !running ? Phase.ON_HOLD : Phase.HARD_DELETING;
        boolean moved = next != r.phase;
        r.phase = next;
        return moved;
    }

    /** Not out, and not going out because of a hold. */
    private boolean isHeldStep(ModelStep s) {
        return model.isStopped(s) && (s.status == StepStatus.WAITING || s.status == StepStatus.BACKOFF);
    }

    private boolean isBehind(ModelRequest r, ModelStep s) {
        return s.status == StepStatus.WAITING && takesTurns(s) && !isTurn(r, s);
    }
}
