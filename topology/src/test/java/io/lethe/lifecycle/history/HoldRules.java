package io.lethe.lifecycle.history;

import io.lethe.lifecycle.RefusalCode;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.SubjectEvent.CommandRefused;
import io.lethe.lifecycle.SubjectEvent.HoldPlaced;
import io.lethe.schemas.PlaceHold;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rule 6 where a hold is placed. */
final class HoldRules {
    private final Turn turn;
    private final World world;

    HoldRules(Turn turn) {
        this.turn = turn;
        this.world = turn.world();
    }

    void placed(PlaceHold command) {
        List<String> services = command.getServices() == null ? List.of() : command.getServices();
        for (HoldPlaced e : turn.events(HoldPlaced.class)) {
            boolean known = services.stream()
                    .allMatch(s -> world.catalogue.find(s).isPresent() && !s.equals(RequestState.PACKAGER));
            boolean sound = known && !command.getReason().isBlank();
            world.coverage.check(Rule.R6, sound, "a hold names services that there are, and why", e);
            Set<String> sent = alreadySent(services);
            boolean shown = new TreeSet<>(e.alreadyDispatched()).equals(sent);
            world.coverage.check(Rule.R6, shown, "what was already sent is shown", e, sent);
        }
        boolean told = turn.events(HoldPlaced.class).size()
                        + turn.events(CommandRefused.class).size()
                == (world.ledger.holds.containsKey(command.getHoldId()) && !isReused() ? 0 : 1);
        world.coverage.check(Rule.R6, told, "placed, refused or there already", turn.events());
    }

    private boolean isReused() {
        return turn.events(CommandRefused.class).stream().anyMatch(e -> e.code() == RefusalCode.HOLD_ID_REUSED);
    }

    private Set<String> alreadySent(List<String> services) {
        Set<String> sent = new TreeSet<>();
        world.ledger
                .erasures()
                .filter(a -> a.open() && a.dispatched)
                .flatMap(a -> a.parts.values().stream())
                .filter(p -> p.hardIssued && !p.service.equals(RequestState.PACKAGER))
                .filter(p -> services.isEmpty() || services.contains(p.service))
                .forEach(p -> sent.add(p.service));
        return sent;
    }
}
