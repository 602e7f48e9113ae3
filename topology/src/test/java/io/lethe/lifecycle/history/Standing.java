package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Hold;
import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.NextDue;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import io.lethe.lifecycle.StepStatus;
import io.lethe.lifecycle.SubjectState;
import io.lethe.lifecycle.WaitReason;
import io.lethe.schemas.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rules of the state at rest, between two inputs. */
final class Standing {
    private final Turn turn;
    private final World world;
    private final Coverage coverage;
    private final SubjectState state;
    private final Optional<Instant> due;

    private Standing(Turn turn) {
        this.turn = turn;
        this.world = turn.world();
        this.coverage = world.coverage;
        this.state = turn.after();
        this.due = NextDue.of(state, world.policy, world.now);
    }

    static void check(Turn turn) {
        new Standing(turn).checkAll();
    }

    private void checkAll() {
        if (turn.stimulus().input() instanceof Input.Timer) {
            timers();
        }
        List<String> running = state.requests().stream()
                .filter(Standing::isRunningErasure)
                .map(RequestState::id)
                .toList();
        coverage.check(Rule.R13, running.size() <= 1, "one erasure runs", running);
        long open = state.requests().stream().filter(RequestState::isOpen).count();
        coverage.check(Rule.BOUNDS, open <= world.policy.maxOpen(), open);
        List<String> holds = state.holds().stream().map(Hold::holdId).toList();
        coverage.check(
                Rule.R6, holds.equals(List.copyOf(world.ledger.holds.keySet())), "holds outlive requests", holds);
        state.requests().stream().filter(RequestState::isOpen).forEach(this::open);
        state.requests().stream().filter(r -> r.phase() == Phase.READY).forEach(this::file);
    }

    private static boolean isRunningErasure(RequestState r) {
        return r.isErasure() && r.isOpen() && r.phase() != Phase.QUEUED && r.phase() != Phase.COALESCED;
    }

    private void timers() {
        coverage.check(Rule.AWAKE, due.isEmpty() || due.get().isAfter(world.now), "due again at once", due);
        boolean early = turn.dueBefore() == null || turn.dueBefore().isAfter(world.now);
        boolean told = !early || turn.events().equals(turn.anyway());
        coverage.check(Rule.AWAKE, told, "nothing is due that was not told", turn.events());
    }

    /** What was not announced is, a while before the end, where there is such a while. */
    private void file(RequestState r) {
        Instant end = r.file().expiresAt();
        Instant from = end.minus(world.policy.exportWarning());
        boolean told =
                world.ledger.account(r.id()).endTold || !from.isAfter(r.file().readyAt());
        coverage.check(Rule.EXPIRING, wakesBy(told ? end : from), "woken in time", r.id());
    }

    private void open(RequestState r) {
        Instant dueAt = r.deadline().dueAt();
        boolean ticking = !r.deadline().missed();
        coverage.check(Rule.R7, !ticking || wakesBy(dueAt), "visibly overdue in time", r.id());
        boolean late = ticking && turn.stimulus().input() instanceof Input.Timer && !dueAt.isAfter(world.now);
        coverage.check(Rule.R7, !late, "a missed deadline is told", r.id());
        coverage.check(Rule.R8, r.progress().failed() == isFailed(r), "FAILED when nothing else runs", r);
        r.steps().forEach(s -> running(r, s));
        waiting(r);
    }

    /** What is out is asked again in time, whatever is held, but for the hard deletes that a hold stops. */
    private void running(RequestState r, Step s) {
        if (s.status().isRunning() && !isHeld(s)) {
            coverage.check(Rule.R6, s.nextAt() != null && wakesBy(s.nextAt()), "asked again", r.id(), s);
        }
    }

    private boolean isHeld(Step s) {
        return s.action() == Action.HARD_DELETE && state.isHeld(s.service());
    }

    private boolean isFailed(RequestState r) {
        boolean failed =
                r.steps().stream().anyMatch(s -> s.status() == StepStatus.FAILED && s.action() != Action.SOFT_DELETE);
        boolean runs = r.steps().stream()
                .anyMatch(s -> s.status() == StepStatus.SENT
                        || (s.status() == StepStatus.BACKOFF
                                && (!isHeld(s) || s.service().equals(RequestState.PACKAGER) || isLastWord(s))));
        return failed && !runs;
    }

    /** Tombstones after an answered hard delete: no hold stops them. */
    private static boolean isLastWord(Step s) {
        return s.tombstoning() && s.erased() != null;
    }

    private void waiting(RequestState r) {
        List<WaitReason> reasons = WaitReason.of(state, r, world.now);
        boolean dueNow = due.filter(d -> !d.isAfter(world.now)).isPresent();
        coverage.check(Rule.AWAKE, !reasons.isEmpty() || dueNow, "waits for something it can name", r);
        for (WaitReason reason : reasons) {
            coverage.met(Coverage.Of.WAIT, reason.kind().name());
            coverage.check(Rule.AWAKE, isThere(r, reason), "what it waits for is there", reason, r);
        }
        boolean named = reasons.stream().anyMatch(w -> w.kind() == WaitReason.Kind.HOLD);
        coverage.check(Rule.R6, r.phase() != Phase.ON_HOLD || named, "ON_HOLD names its hold", r);
    }

    private boolean isThere(RequestState r, WaitReason reason) {
        return switch (reason.kind()) {
            case APPROVAL -> r.phase() == Phase.AWAITING_APPROVAL && world.policy.approvalRequired();
            case REQUEST -> !r.id().equals(reason.ref()) && isOpen(reason.ref());
            case GRACE -> reason.until() != null && wakesBy(reason.until());
            case EXPORT -> state.request(reason.ref()).isPresent();
            case HOLD -> state.hold(reason.ref()).isPresent();
            case SERVICE -> step(r, reason).status().isRunning() && isHeldOrWakes(reason);
            case VERIFY -> wakesBy(reason.until()) && r.steps().stream().anyMatch(Standing::mayVerify);
            case OPERATOR -> step(r, reason).status() == StepStatus.FAILED;
        };
    }

    private static boolean mayVerify(Step s) {
        return s.action() == Action.HARD_DELETE || s.action() == Action.VERIFY;
    }

    private boolean isHeldOrWakes(WaitReason reason) {
        return reason.until() == null ? state.isHeld(reason.ref()) : wakesBy(reason.until());
    }

    private boolean wakesBy(Instant at) {
        return due.filter(d -> !d.isAfter(at)).isPresent();
    }

    private boolean isOpen(String id) {
        return state.request(id).filter(RequestState::isOpen).isPresent();
    }

    private static Step step(RequestState r, WaitReason reason) {
        return r.step(reason.ref()).orElseThrow();
    }
}
