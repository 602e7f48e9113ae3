package io.lethe.lifecycle.history;

import static io.lethe.schemas.Action.HARD_DELETE;
import static io.lethe.schemas.Action.TOMBSTONE;

import io.lethe.lifecycle.RequestEvent.HardDeleteStarted;
import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Service;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.schemas.Outcome;
import java.util.List;

/** Rules of a dispatch, and of those that ride on an erasure, once all of a turn is known. */
final class DispatchRules {
    private final Turn turn;
    private final World world;
    private final List<Account> riders;

    /** Made before the turn's events are written down. */
    DispatchRules(Turn turn) {
        this.turn = turn;
        this.world = turn.world();
        this.riders = world.ledger
                .erasures()
                .filter(a -> a.open() && a.ridesOn != null)
                .toList();
    }

    void check() {
        turn.events(RequestCompleted.class).forEach(this::completed);
        turn.events(HardDeleteStarted.class).forEach(e -> check(world.ledger.account(e.requestId())));
    }

    /** Those that rode on it still ride when it completes, and end with it. */
    private void completed(RequestCompleted event) {
        boolean done = event.outcome() == Outcome.COMPLETED || event.outcome() == Outcome.COMPLETED_WITH_EXEMPTIONS;
        List<String> left = riders.stream()
                .filter(a -> done && a.open() && event.requestId().equals(a.rodeOn))
                .map(a -> a.id)
                .toList();
        world.coverage.check(Rule.R13, left.isEmpty(), "riders complete with the first", event, left);
    }

    private void check(Account account) {
        if (account.origin.allServices()) {
            boolean all = world.catalogue.all().values().stream()
                    .filter(s -> !s.removed() && s.canErase())
                    .map(Service::name)
                    .allMatch(account.parts::containsKey);
            world.coverage.check(Rule.R2, all, "services that came since join", account.parts.keySet());
        }
        boolean file = world.ledger.exports().anyMatch(x -> !x.open() && hasData(x));
        boolean packed = account.parts.containsKey(RequestState.PACKAGER);
        world.coverage.check(Rule.R15, packed || !file, "the file is part of the erasure", account.id);
        boolean wanted = account.parts.values().stream().anyMatch(p -> isService(p.service) && !p.waived);
        boolean sent = turn.events(TaskIssued.class).stream()
                .filter(e -> e.requestId().equals(account.id) && isService(e.service()))
                .anyMatch(e -> e.action() == HARD_DELETE || e.action() == TOMBSTONE);
        world.coverage.check(Rule.R6, sent || !wanted, "no way back is lost while all is held", turn.events());
    }

    /** Whether the packager has not said that the file, or what was staged for it, is gone; it has nothing of an export that was refused. */
    private static boolean hasData(Account export) {
        Part packager = export.parts.get(RequestState.PACKAGER);
        return packager != null && !packager.answered.containsKey(HARD_DELETE);
    }

    private static boolean isService(String name) {
        return !name.equals(RequestState.PACKAGER);
    }
}
