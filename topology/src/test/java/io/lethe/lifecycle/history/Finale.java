package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.Inputs;
import io.lethe.lifecycle.NextDue;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.ReleaseHold;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.ServiceAck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Once services answer, people decide and holds are released, every request ends and the subject is forgotten. */
final class Finale {
    private static final int ROUNDS = 400;
    private final World world;
    private final Consumer<Stimulus> take;

    private Finale(World world, Consumer<Stimulus> take) {
        this.world = world;
        this.take = take;
    }

    static void play(World world, Consumer<Stimulus> take) {
        new Finale(world, take).play();
    }

    private void play() {
        world.state.holds().forEach(h -> command(new ReleaseHold(h.holdId())));
        int rounds = 0;
        while (!world.state.isEmpty()) {
            world.coverage.check(Rule.ENDS, ++rounds < ROUNDS, world.state);
            if (!moveOne()) {
                Optional<Instant> due = NextDue.of(world.state, world.policy, world.now);
                world.coverage.check(Rule.ENDS, due.isPresent(), "nothing is stuck", world.state);
                Instant at = due.get().isAfter(world.now) ? due.get() : world.now;
                take.accept(Stimulus.of(at, new Input.Timer()));
            }
        }
        world.ledger
                .accounts
                .values()
                .forEach(a -> world.coverage.check(Rule.R4, !a.open(), "each has a completion", a.id));
    }

    private boolean moveOne() {
        for (RequestState r : world.state.requests()) {
            if (r.isOpen() && r.phase() == Phase.AWAITING_APPROVAL) {
                return command(new ApproveRequest(r.id(), null));
            }
            for (Step s : r.steps()) {
                // The deletion of a file outlives its request; what failed there is still sent every week.
                if (s.status() == StepStatus.SENT || (s.status() == StepStatus.FAILED && !r.isOpen())) {
                    return answer(r, s);
                }
                if (s.status() == StepStatus.FAILED && r.isOpen()) {
                    return command(new RetryRequest(r.id(), null));
                }
            }
        }
        return false;
    }

    private boolean answer(RequestState r, Step s) {
        ServiceAck ack =
                Inputs.ack(r.id(), s.service(), s.taskAction(), s.round()).build();
        take.accept(Stimulus.of(world.now, new Input.Ack(ack, true)));
        return true;
    }

    private boolean command(Object command) {
        String requestId = Commands.requestId(command);
        take.accept(Stimulus.of(
                world.now, Inputs.command(command, "operator:chief", Input.Known.ABSENT, world.now, List.of())));
        return requestId != null;
    }
}
