package io.lethe.lifecycle.history;

import static io.lethe.lifecycle.history.BrokenRule.unless;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RequestEvent;
import io.lethe.lifecycle.RequestEvent.DeadlineMissed;
import io.lethe.lifecycle.RequestEvent.ErasureStarted;
import io.lethe.lifecycle.RequestEvent.ExportAccepted;
import io.lethe.lifecycle.RequestEvent.HardDeleteStarted;
import io.lethe.lifecycle.RequestEvent.RequestCancelled;
import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.StepEvent;
import io.lethe.lifecycle.StepEvent.StepFailed;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.lifecycle.history.Ledger.Account;
import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;
import java.time.Duration;
import java.util.List;

/** The rules that must never break, each read off the events alone. Numbers as in docs/lifecycle.md; S and L as in docs/verification.md. */
final class Rules {
    private final Turn turn;
    private final World world;
    private final Ledger ledger;

    private Rules(Turn turn) {
        this.turn = turn;
        this.world = turn.world();
        this.ledger = world.ledger;
    }

    static void check(Turn turn) {
        new Rules(turn).checkAll();
    }

    private void checkAll() {
        for (Event event : turn.events()) {
            if (event instanceof TaskIssued e) {
                issued(e);
            } else if (event instanceof StepFailed e) {
                rule14(e);
            } else if (event instanceof RequestEvent e) {
                request(e);
            }
            rule4(event);
            ledger.write(event, world);
        }
        Standing.check(turn);
    }

    private void issued(TaskIssued e) {
        Account account = ledger.account(e.requestId());
        Part part = account.parts.get(e.service());
        unless(part != null, "rule 2: the set is pinned", e);
        boolean packager = e.service().equals(RequestState.PACKAGER);
        boolean erases = e.action() == Action.HARD_DELETE || e.action() == Action.TOMBSTONE;
        if (erases && account.erasure) {
            unless(account.dispatched, "rule 1: no hard delete before its start", e);
        }
        if (erases && !packager && !part.isErasedButForNulls()) {
            unless(!ledger.isHeld(e.service()), "rule 6: a hold stops hard deletes", e);
            if (e.attempt() == 1 && !e.resend()) {
                inOrder(account, e);
            }
        }
        if (e.action() == Action.TOMBSTONE) {
            rule10(part, e);
        }
        rule8(part, e);
    }

    private void inOrder(Account account, TaskIssued e) {
        for (String before : world.catalogue.find(e.service()).orElseThrow().after()) {
            Part first = account.parts.get(before);
            unless(first == null || first.isErased() || first.isExempt(), "after-order", e);
        }
    }

    private void rule8(Part part, TaskIssued e) {
        if (e.resend()) {
            unless(part.failed && part.attempt == e.attempt(), "rule 8: the weekly resend keeps state and attempt", e);
            unless(gap(e).equals(Duration.ofDays(7)), "rule 8: weekly", e);
            return;
        }
        boolean same = part.action == e.action();
        unless(e.attempt() == (same ? part.attempt + 1 : 1), "rule 8: attempts count on", e);
        unless(e.tries() == (same ? part.tries + 1 : 1), "rule 8: tries since the last retry", e);
        var service = world.catalogue.find(e.service()).orElseThrow();
        unless(
                e.tries() <= Math.max(service.maxAttempts().orElse(world.policy.maxAttempts()), 1),
                "rule 8: no more than max attempts",
                e);
        Duration wait = service.ackTimeout().orElse(world.policy.ackTimeout());
        for (int n = 1; n < e.tries(); n++) {
            wait = wait.multipliedBy(2);
        }
        Duration expected = wait.compareTo(Duration.ofDays(7)) > 0 ? Duration.ofDays(7) : wait;
        unless(gap(e).equals(expected), "rule 8: timeout × 2^(n−1)", e);
    }

    private Duration gap(TaskIssued e) {
        return Duration.between(world.now, e.nextAt());
    }

    private void rule10(Part part, TaskIssued e) {
        boolean nullsAlone = !world.catalogue.find(e.service()).orElseThrow().can(Action.HARD_DELETE);
        boolean after = part.isErasedButForNulls() || part.action == Action.TOMBSTONE || nullsAlone;
        unless(after, "rule 10: tombstones follow DONE or NOT_FOUND", e);
    }

    private void request(RequestEvent event) {
        Account account = ledger.account(event.requestId());
        if (event instanceof HardDeleteStarted) {
            rule1(account);
        } else if (event instanceof ErasureStarted e) {
            rule7(account, e);
        } else if (event instanceof RequestCompleted e) {
            completed(account, e);
        } else if (event instanceof RequestCancelled || event instanceof RequestRejected) {
            rule3(account, event);
        } else if (event instanceof ExportAccepted e) {
            rule15(e);
        } else if (event instanceof DeadlineMissed e) {
            unless(!world.now.isBefore(account.dueAt) && !account.missed, "rule 7: missed once, and only then", e);
        }
    }

    private void rule1(Account account) {
        unless(!world.latest.isBefore(account.graceEndsAt), "rule 1: not before grace ended", account.id);
        for (Account export : ledger.exports().toList()) {
            boolean released = export.expired
                    || (!export.open() && export.windowEndsAt == null)
                    || (export.windowEndsAt != null && !world.now.isBefore(export.windowEndsAt));
            unless(released, "rule 1: not while an export blocks", export.id);
        }
        ledger.erasures()
                .filter(a -> a.open() && a.startedAt != null && a != account)
                .forEach(a -> unless(false, "rule 13: one erasure runs", a.id));
    }

    private void rule7(Account account, ErasureStarted e) {
        Duration verify = world.policy.verifyAfter().orElse(Duration.ZERO);
        var latest =
                account.dueAt.minus(world.policy.downloadWindow()).minus(verify).minus(Duration.ofDays(1));
        boolean bent = e.graceEndsAt().equals(world.now) || !e.graceEndsAt().isAfter(latest);
        unless(bent && !e.graceEndsAt().isBefore(world.now), "rule 7: grace bends to the law", e);
    }

    private void completed(Account account, RequestCompleted e) {
        unless(account.outcome == null, "rule 4: one completion", e);
        boolean taken = e.outcome() == Outcome.CANCELLED || e.outcome() == Outcome.REJECTED;
        if (taken) {
            unless(!account.dispatched, "rule 3: never cancelled with data gone", e);
            if (account.erasure) {
                account.parts.values().forEach(p -> unless(p.isRestored(), "rule 3: restored first", e));
            }
            return;
        }
        Account doer = account.ridesOn == null ? account : ledger.account(account.ridesOn);
        unless(account.ridesOn == null || doer.outcome == e.outcome(), "rule 13: a rider completes with the first", e);
        rule2(doer, e);
    }

    private static void rule2(Account doer, RequestCompleted e) {
        List<Part> parts = List.copyOf(doer.parts.values());
        if (doer.erasure) {
            unless(parts.stream().allMatch(p -> p.isErased() || p.isExempt()), "rule 2: every service ended", e);
            boolean full = parts.stream().allMatch(Part::isErased);
            unless(full == (e.outcome() == Outcome.COMPLETED), "rule 2: exemptions are told", e);
            unless(parts.stream().noneMatch(p -> p.residue && !p.waived), "rule 14: no residue is left", e);
        } else {
            unless(parts.stream().allMatch(Part::isExported), "rule 2: every service handed over", e);
        }
    }

    private void rule3(Account account, RequestEvent event) {
        unless(!account.dispatched, "rule 3: no cancel after dispatch", event);
        boolean gone = account.ridesOn != null && ledger.account(account.ridesOn).dispatched;
        unless(!gone, "rule 3: no cancel of a rider after dispatch", event);
    }

    /** A closed request changes no more, but for its file. */
    private void rule4(Event event) {
        if (event.requestId() == null || !(event instanceof StepEvent || event instanceof RequestEvent)) {
            return;
        }
        Account account = ledger.accounts.get(event.requestId());
        if (account == null || account.open()) {
            return;
        }
        boolean file = event instanceof StepEvent s && s.service().equals(RequestState.PACKAGER);
        boolean reading = List.of("ExportExpired", "LinkIssued", "DownloadGranted", "DownloadRefused")
                .contains(event.name());
        unless(!account.erasure && (file || reading), "rule 4: a closed request changes no more", event);
    }

    private void rule15(ExportAccepted e) {
        boolean sent = ledger.erasures()
                .filter(a -> a.open() && a.dispatched)
                .anyMatch(a -> e.services().stream().map(a.parts::get).anyMatch(p -> p != null && p.hardIssued));
        unless(!sent, "rule 15: no export of what is being erased", e);
    }

    private void rule14(StepFailed e) {
        if (e.code() == StepFailed.FailureCode.RESIDUE) {
            Part part = ledger.account(e.requestId()).parts.get(e.service());
            unless(part.round >= 3 && part.action == Action.VERIFY, "rule 14: three rounds", e);
        }
    }
}
