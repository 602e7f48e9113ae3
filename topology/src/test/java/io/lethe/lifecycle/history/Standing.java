package io.lethe.lifecycle.history;

import static io.lethe.lifecycle.history.BrokenRule.unless;

import io.lethe.lifecycle.Decider;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.NextDue;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import io.lethe.lifecycle.StepEvent.AckIgnored;
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
    private final SubjectState state;
    private final Optional<Instant> due;

    private Standing(Turn turn) {
        this.turn = turn;
        this.world = turn.world();
        this.state = turn.after();
        this.due = NextDue.of(state, world.policy, world.now);
    }

    static void check(Turn turn) {
        new Standing(turn).checkAll();
    }

    private void checkAll() {
        timers();
        if (turn.stimulus().noise()) {
            noEffect();
        }
        long running =
                state.requests().stream().filter(r -> isRunningErasure(r)).count();
        unless(running <= 1, "rule 13: one erasure runs", running);
        unless(
                state.requests().stream().filter(RequestState::isOpen).count() <= world.policy.maxOpen(),
                "bounds: too many open",
                "");
        state.requests().stream().filter(RequestState::isOpen).forEach(this::open);
    }

    private static boolean isRunningErasure(RequestState r) {
        return r.isErasure() && r.isOpen() && r.phase() != Phase.QUEUED && r.phase() != Phase.COALESCED;
    }

    private void timers() {
        if (!(turn.stimulus().input() instanceof Input.Timer)) {
            return;
        }
        unless(due.isEmpty() || due.get().isAfter(world.now), "L1: no hot loop", due);
        boolean early = turn.dueBefore() == null || turn.dueBefore().isAfter(world.now);
        boolean told = !early || turn.events().equals(anyway());
        unless(told, "L1: nothing is due that NextDue does not tell", turn.events());
    }

    /** What any input would have brought at this moment: a changed catalogue takes effect with the next. */
    private List<Event> anyway() {
        Input nothing = new Input.Ack(Inputs.strangersAck(), false);
        return Decider.decide(turn.before(), nothing, world.catalogue, world.policy, world.now)
                .events();
    }

    /** S10: the answer does nothing that its moment would not have brought anyway; the first of a kind is audited. */
    private void noEffect() {
        List<Event> events =
                turn.events().stream().filter(e -> !(e instanceof AckIgnored)).toList();
        unless(events.equals(anyway()), "rule 5: a bad answer changes nothing", turn.events());
        unless(turn.events(AckIgnored.class).size() <= 1, "rule 5: told once", turn.events());
    }

    private void open(RequestState r) {
        boolean ticking = !r.deadline().missed();
        unless(
                !ticking || due.filter(d -> !d.isAfter(r.deadline().dueAt())).isPresent(),
                "rule 7: visibly overdue in time",
                r.id());
        List<WaitReason> reasons = WaitReason.of(state, r, world.now);
        boolean dueNow = due.filter(d -> !d.isAfter(world.now)).isPresent();
        unless(!reasons.isEmpty() || dueNow, "L1: waits for something it can name", r);
        reasons.forEach(reason -> unless(isThere(r, reason), "L1: what it waits for is there", reason, r));
        unless(r.phase() != Phase.ON_HOLD || anyHold(reasons), "rule 6: ON_HOLD names its hold", r);
    }

    private static boolean anyHold(List<WaitReason> reasons) {
        return reasons.stream().anyMatch(w -> w.kind() == WaitReason.Kind.HOLD);
    }

    private boolean isThere(RequestState r, WaitReason reason) {
        return switch (reason.kind()) {
            case APPROVAL -> r.phase() == Phase.AWAITING_APPROVAL && world.policy.approvalRequired();
            case REQUEST -> !r.id().equals(reason.ref()) && isOpen(reason.ref());
            case GRACE -> reason.until() != null && wakesBy(reason.until());
            case EXPORT -> state.request(reason.ref()).isPresent();
            case HOLD -> state.hold(reason.ref()).isPresent();
            case SERVICE -> step(r, reason).status().isRunning() && isHeldOrWakes(reason);
            case VERIFY -> wakesBy(reason.until()) && r.steps().stream().anyMatch(this::mayVerify);
            case OPERATOR -> step(r, reason).status() == StepStatus.FAILED;
        };
    }

    private boolean mayVerify(Step s) {
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
