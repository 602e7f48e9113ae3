package io.lethe.lifecycle.history;

import static io.lethe.schemas.AccessKind.DOWNLOAD_GRANTED;

import io.lethe.lifecycle.Catalogue;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.RefusalCode;
import io.lethe.lifecycle.RequestEvent.DeadlineExtended;
import io.lethe.lifecycle.RequestEvent.DownloadGranted;
import io.lethe.lifecycle.RequestEvent.ErasureAccepted;
import io.lethe.lifecycle.RequestEvent.ExportAccepted;
import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.lifecycle.Service;
import io.lethe.lifecycle.StepEvent.StepRetried;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.lifecycle.SubjectEvent.CommandRefused;
import io.lethe.lifecycle.SubjectEvent.RequestIdClashed;
import io.lethe.lifecycle.model.ModelCalendar;
import io.lethe.schemas.Action;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.RecordAccess;
import io.lethe.schemas.RejectRequest;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.RetryRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rules of a command as it meets what was known before it. */
final class CommandRules {
    private final Turn turn;
    private final World world;
    private final Ledger ledger;
    private final Coverage coverage;
    private final Input.Command input;
    private final Object command;
    /** The request it is about, if it was known. */
    private final Account account;

    private CommandRules(Turn turn, Input.Command input) {
        this.turn = turn;
        this.world = turn.world();
        this.ledger = world.ledger;
        this.coverage = world.coverage;
        this.input = input;
        this.command = input.command().getCommand();
        this.account = ledger.accounts.get(Objects.requireNonNullElse(Commands.requestId(command), ""));
    }

    static void check(Turn turn) {
        if (turn.stimulus().input() instanceof Input.Command command) {
            new CommandRules(turn, command).check();
        }
    }

    private void check() {
        List<CommandRefused> refused = turn.events(CommandRefused.class);
        if (!refused.isEmpty()) {
            List<Event> rest =
                    turn.events().stream().filter(e -> !refused.contains(e)).toList();
            coverage.check(Rule.REFUSED, refused.size() == 1 && rest.equals(turn.anyway()), turn.events());
        }
        if (command instanceof RequestErasure || command instanceof RequestExport) {
            request();
        } else if (command instanceof CancelRequest) {
            ending();
        } else if (command instanceof RejectRequest c) {
            boolean reason = !c.getReason().isBlank();
            coverage.check(Rule.R16, reason || isRefused(RefusalCode.INVALID_FIELD), "needs a reason", turn.events());
            if (reason) {
                ending();
            }
        } else if (command instanceof ExtendDeadline c) {
            extension(!c.getReason().isBlank());
        } else if (command instanceof RetryRequest) {
            retry();
        } else if (command instanceof RecordAccess c && account != null && c.getKind() == DOWNLOAD_GRANTED) {
            download(c);
        } else if (command instanceof PlaceHold c) {
            new HoldRules(turn).placed(c);
        }
    }

    private void request() {
        if (account != null) {
            boolean same = account.origin.contentHash().equals(input.contentHash());
            boolean kept = same ? turn.events().equals(turn.anyway()) : isRefused(RefusalCode.REQUEST_ID_REUSED);
            coverage.check(Rule.R9, kept, "a repeat", turn.events());
        } else if (input.known() == Input.Known.FOREIGN) {
            boolean told = turn.events(RequestIdClashed.class).size() == 1;
            coverage.check(
                    Rule.R9, told && turn.events().size() == turn.anyway().size() + 1, turn.events());
        } else {
            turn.events(ErasureAccepted.class).forEach(e -> able(e.services(), Service::canErase));
            turn.events(ExportAccepted.class).forEach(e -> able(e.services(), s -> s.can(Action.EXPORT)));
            turn.events(ExportAccepted.class).forEach(e -> coverage.check(Rule.R15, !isBeingErased(e.services()), e));
            turn.events(RequestRejected.class).stream()
                    .filter(e -> e.refused() == RefusalCode.HARD_DELETE_STARTED)
                    .forEach(e -> coverage.check(Rule.R15, isBeingErased(asked(e)), "only what is being erased", e));
        }
    }

    private void able(List<String> services, Predicate<Service> can) {
        Catalogue catalogue = world.catalogue;
        boolean all = services.stream()
                .allMatch(s -> catalogue
                        .find(s)
                        .filter(f -> !f.removed() && can.test(f))
                        .isPresent());
        coverage.check(Rule.R2, all && !services.isEmpty(), "the set can do what is asked", services);
    }

    private List<String> asked(RequestRejected e) {
        return !e.origin().allServices()
                ? e.origin().named()
                : world.catalogue.all().values().stream()
                        .filter(s -> s.can(Action.EXPORT))
                        .map(Service::name)
                        .toList();
    }

    private boolean isBeingErased(List<String> services) {
        return ledger.erasures()
                .filter(a -> a.open() && a.dispatched)
                .anyMatch(a -> services.stream().map(a.parts::get).anyMatch(p -> p != null && p.hardIssued));
    }

    private void ending() {
        if (account == null || !account.open() || account.ending != null) {
            boolean refused = isRefused(RefusalCode.REQUEST_CLOSED) || isRefused(RefusalCode.UNKNOWN_REQUEST);
            coverage.check(Rule.R4, refused, "nothing to take back", turn.events());
        } else if (account.dispatched || (account.ridesOn != null && ledger.account(account.ridesOn).dispatched)) {
            coverage.check(Rule.R3, isRefused(RefusalCode.HARD_DELETE_STARTED), "too late", turn.events());
        } else {
            Set<String> hidden = account.parts.values().stream()
                    .filter(p -> p.softIssued)
                    .map(p -> p.service)
                    .collect(Collectors.toSet());
            Set<String> restored = turn.events(TaskIssued.class).stream()
                    .filter(e -> e.requestId().equals(account.id) && e.action() == Action.RESTORE)
                    .map(TaskIssued::service)
                    .collect(Collectors.toSet());
            coverage.check(Rule.R3, restored.equals(hidden), "what was hidden comes back", hidden, restored);
            alone();
        }
    }

    /** A rider's cancel closes it alone. */
    private void alone() {
        if (account.ridesOn != null) {
            List<String> ended = turn.events(RequestCompleted.class).stream()
                    .map(RequestCompleted::requestId)
                    .toList();
            coverage.check(Rule.R13, ended.equals(List.of(account.id)), "closes alone", ended);
        }
    }

    private void extension(boolean reason) {
        if (account == null || !account.open()) {
            return;
        }
        boolean may = reason && !account.extended && !account.missed && world.now.isBefore(account.dueAt);
        List<DeadlineExtended> told = turn.events(DeadlineExtended.class);
        coverage.check(Rule.R7, told.size() == (may ? 1 : 0), "extended once, in time, for a reason", turn.events());
        Instant lawful =
                ModelCalendar.dueAt(account.origin.regulation(), account.origin.receivedAt(), true, world.policy);
        told.forEach(e -> coverage.check(Rule.R7, e.dueAt().equals(lawful), "to the law's second date", e));
    }

    private void retry() {
        if (turn.events(CommandRefused.class).isEmpty()) {
            boolean some = !turn.events(StepRetried.class).isEmpty();
            coverage.check(Rule.R8, some, "retry takes up failed steps or is refused", turn.events());
        }
    }

    private void download(RecordAccess access) {
        boolean there = account.windowEndsAt != null && !account.expired;
        boolean granted = !turn.events(DownloadGranted.class).isEmpty();
        coverage.check(Rule.DOWNLOADS, granted == (there && isGood(access.getCode())), access, turn.events());
    }

    /** Whether the link {@code id/uses/end} has neither ended nor been used up. */
    private boolean isGood(String link) {
        if (link == null) {
            return false;
        }
        String[] parts = link.split("/", -1);
        boolean valid = world.now.isBefore(Instant.ofEpochMilli(Long.parseLong(parts[2])));
        return valid && account.uses.getOrDefault(parts[0], 0) < Integer.parseInt(parts[1]);
    }

    private boolean isRefused(RefusalCode code) {
        return turn.events(CommandRefused.class).stream().anyMatch(e -> e.code() == code);
    }
}
