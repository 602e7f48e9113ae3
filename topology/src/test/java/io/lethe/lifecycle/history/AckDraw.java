package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.Inputs;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceAck;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Draws an answer: good, bad, late, twice, out of order, forged. */
final class AckDraw {
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final World world;
    private final SplittableRandom random;
    private final Instant at;

    AckDraw(World world, SplittableRandom random, Instant at) {
        this.world = world;
        this.random = random;
        this.at = at;
    }

    Stimulus draw() {
        if (world.sent.isEmpty()) {
            return Stimulus.noise(at, new Input.Ack(Inputs.strangersAck(), random.nextBoolean()));
        }
        TaskIssued task = task();
        ServiceAck.Builder ack =
                outcome(Inputs.ack(task.requestId(), task.service(), task.action(), task.round()), task);
        return random.nextInt(12) == 0 ? forged(ack) : Stimulus.of(at, new Input.Ack(ack.build(), true));
    }

    /** Mostly one that is out; or one whose step was waived, or one of the last, or any that ever went out. */
    private TaskIssued task() {
        if (world.leaky && random.nextInt(4) == 0) {
            List<TaskIssued> left =
                    world.sent.stream().filter(world.ledger::isWaivedResidue).toList();
            if (!left.isEmpty()) {
                return Generator.pick(random, left);
            }
        }
        int size = world.sent.size();
        int how = random.nextInt(8);
        List<TaskIssued> last = world.sent.subList(how == 0 ? 0 : Math.max(0, size - 30), size);
        StepStatus wanted = how == 3 ? StepStatus.WAIVED : StepStatus.SENT;
        List<TaskIssued> some = how < 3
                ? List.of()
                : last.stream().filter(t -> isNow(wanted, t)).toList();
        return Generator.pick(random, some.isEmpty() ? last : some);
    }

    private boolean isNow(StepStatus wanted, TaskIssued task) {
        return world.state
                .request(task.requestId())
                .flatMap(r -> r.step(task.service()))
                .filter(s -> s.status() == wanted && s.taskAction() == task.action() && s.round() == task.round())
                .isPresent();
    }

    private ServiceAck.Builder outcome(ServiceAck.Builder ack, TaskIssued task) {
        int how = world.leaky && random.nextInt(6) > 0 ? 0 : random.nextInt(100);
        if (how < 55) {
            ack.setRecordsAffected(count(task.action()));
            if (task.action() == Action.EXPORT) {
                describe(ack);
            }
        } else if (how < 67) {
            ack.setOutcome(AckOutcome.NOT_FOUND);
        } else if (how < 90) {
            ack.setOutcome(AckOutcome.FAILED);
            ack.setRetryable(random.nextInt(3) > 0);
            ack.setAttempt(Generator.pick(random, null, task.attempt(), task.attempt(), task.attempt() - 1));
            ack.setReason(Generator.pick(random, null, "down", "RESIDUE", "TIMEOUT"));
        } else if (how < 98) {
            ack.setOutcome(AckOutcome.EXEMPT);
            ack.setReason(Generator.pick(random, "tax law", "tax law", "tax law", " ", null));
        } else {
            ack.setOutcome(Generator.pick(random, AckOutcome.UNKNOWN, AckOutcome.DONE));
            ack.setRecordsAffected(-1);
        }
        return ack;
    }

    private int count(Action action) {
        if (action == Action.VERIFY && !world.leaky && random.nextInt(5) > 2) {
            return 0;
        }
        return world.leaky ? 1 + random.nextInt(8) : random.nextInt(9);
    }

    /** A run, and a file: of the packager whole, half or not at all; of a service, which has none to describe, likewise. */
    private void describe(ServiceAck.Builder ack) {
        ack.setRun(Generator.pick(random, null, "run-1", "run-2"));
        ack.setSizeBytes(Generator.pick(random, null, 4711L, 4711L, 4711L));
        ack.setSha256(Generator.pick(random, null, HASH, HASH, HASH));
    }

    private Stimulus forged(ServiceAck.Builder ack) {
        boolean valid = true;
        switch (random.nextInt(5)) {
            case 0 -> ack.setService(Generator.pick(random, "nobody", "archive"));
            case 1 -> ack.setTaskId("00000000-0000-0000-0000-000000000000");
            case 2 -> ack.setRequestId("00000000-0000-0000-0000-000000000000");
            case 3 -> ack.setAction(ack.getAction() == Action.EXPORT ? Action.VERIFY : Action.EXPORT);
            default -> valid = false;
        }
        return Stimulus.noise(at, new Input.Ack(ack.build(), valid));
    }
}
