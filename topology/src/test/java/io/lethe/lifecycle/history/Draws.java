package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.TaskIds;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.ServiceAck;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What kinds of trouble a step brings, seen from the world that it meets. */
final class Draws {
    /** All of them. */
    static final List<String> KINDS = List.of(
            "answer after the end",
            "answer again",
            "answer forged",
            "answer late to a failed step",
            "answer late to a waived residue",
            "answer late to a waived step",
            "answer late to what was packed without it",
            "answer out of order",
            "answer to an earlier attempt",
            "catalogue: defined anew",
            "catalogue: removed",
            "catalogue: topics gone while nulls are owed",
            "clock jumps ahead",
            "clock set back",
            "command again",
            "command with another's id",
            "crash and replay",
            "hold after dispatch",
            "hold before dispatch",
            "hold without a request",
            "timer early",
            "timer in time",
            "packager finds a residue",
            "packager verifies");

    private final World world;
    private final Stimulus stimulus;

    Draws(World world, Stimulus stimulus) {
        this.world = world;
        this.stimulus = stimulus;
    }

    void note() {
        clock();
        if (stimulus.crash()) {
            met("crash and replay");
        } else if (stimulus.removed() != null) {
            met("catalogue: removed");
        } else if (stimulus.defined() != null) {
            if (world.catalogue.find(stimulus.defined().getName()).isPresent()) {
                met("catalogue: defined anew");
            }
            if (stimulus.defined().getTombstoneTopics().isEmpty() && owesNulls()) {
                met("catalogue: topics gone while nulls are owed");
            }
        } else if (stimulus.input() instanceof Input.Ack a) {
            answer(a);
        } else if (stimulus.input() instanceof Input.Command c) {
            command(c);
        } else {
            boolean due = world.due() != null && !world.due().isAfter(stimulus.at());
            met(due ? "timer in time" : "timer early");
        }
    }

    private void clock() {
        if (stimulus.at().isBefore(world.latest)) {
            met("clock set back");
        } else if (stimulus.at().isAfter(world.latest.plus(Duration.ofDays(5)))) {
            met("clock jumps ahead");
        }
    }

    private void command(Input.Command c) {
        Object command = c.command().getCommand();
        if (command instanceof PlaceHold) {
            boolean open = world.state.requests().stream().anyMatch(r -> r.isErasure() && r.isOpen());
            boolean dispatched = world.state.requests().stream().anyMatch(RequestState::isDispatched);
            met(!open ? "hold without a request" : dispatched ? "hold after dispatch" : "hold before dispatch");
        }
        Account there = world.ledger.accounts.get(Objects.requireNonNullElse(Commands.requestId(command), ""));
        if (there != null && there.origin.contentHash().equals(c.contentHash())) {
            met("command again");
        }
        if (c.known() == Input.Known.FOREIGN) {
            met("command with another's id");
        }
    }

    private void answer(Input.Ack a) {
        ServiceAck ack = a.ack();
        Account account = world.ledger.accounts.get(ack.getRequestId());
        Part part = account == null ? null : account.parts.get(ack.getService());
        if (stimulus.noise()) {
            met("answer forged");
        } else if (part != null && !account.open()) {
            met("answer after the end");
        } else if (part != null && part.action != null) {
            answer(ack, account, part);
        }
    }

    private void answer(ServiceAck ack, Account account, Part part) {
        boolean packager = part.service.equals(RequestState.PACKAGER);
        if (packager && part.action == Action.VERIFY && part.is == Part.Is.OUT) {
            met(
                    ack.getOutcome() == AckOutcome.DONE && ack.getRecordsAffected() > 0
                            ? "packager finds a residue"
                            : "packager verifies");
        }
        String out = TaskIds.of(ack.getRequestId(), part.service, part.action, part.round);
        if (!ack.getTaskId().equals(out)) {
            met("answer out of order");
        } else if (ack.getAttempt() != null && ack.getAttempt() != part.attempt) {
            met("answer to an earlier attempt");
        } else if (part.waived && part.residue) {
            met("answer late to a waived residue");
        } else if (account.packedWithout.contains(part.service)) {
            met("answer late to what was packed without it");
        } else if (part.waived) {
            met("answer late to a waived step");
        } else if (part.is == Part.Is.OVER) {
            met("answer again");
        } else if (part.is == Part.Is.FAILED) {
            met("answer late to a failed step");
        }
    }

    private boolean owesNulls() {
        return world.ledger
                .erasures()
                .map(a -> a.parts.get(stimulus.defined().getName()))
                .anyMatch(p -> p != null && p.action == Action.TOMBSTONE && p.is != Part.Is.OVER);
    }

    private void met(String kind) {
        world.coverage.met(Coverage.Of.DRAW, kind);
    }
}
