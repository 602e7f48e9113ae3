package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Origin;
import io.lethe.lifecycle.RequestEvent;
import io.lethe.lifecycle.RequestEvent.DeadlineApproaching;
import io.lethe.lifecycle.RequestEvent.DeadlineMissed;
import io.lethe.lifecycle.RequestEvent.ErasureAccepted;
import io.lethe.lifecycle.RequestEvent.ErasureStarted;
import io.lethe.lifecycle.RequestEvent.ExportAccepted;
import io.lethe.lifecycle.RequestEvent.ExportExpiring;
import io.lethe.lifecycle.RequestEvent.ExportReady;
import io.lethe.lifecycle.RequestEvent.HardDeleteStarted;
import io.lethe.lifecycle.RequestEvent.RequestCancelled;
import io.lethe.lifecycle.RequestEvent.RequestCoalesced;
import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.lifecycle.RequestEvent.ServiceJoined;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.StepEvent;
import io.lethe.lifecycle.SubjectEvent.SubjectForgotten;
import io.lethe.lifecycle.model.ModelCalendar;
import java.time.Instant;
import java.util.List;

/** Rules of events of requests as a whole, each as it meets the events before it. */
final class RequestRules {
    private final World world;
    private final Ledger ledger;
    private final Coverage coverage;

    RequestRules(World world) {
        this.world = world;
        this.ledger = world.ledger;
        this.coverage = world.coverage;
    }

    void check(Event event) {
        closed(event);
        if (event instanceof RequestEvent e) {
            request(e, ledger.account(e.requestId()));
        } else if (event instanceof SubjectForgotten) {
            boolean quiet = ledger.holds.isEmpty()
                    && ledger.accounts.values().stream()
                            .allMatch(a -> !a.open() && (a.windowEndsAt == null || a.expired));
            coverage.check(Rule.R11, quiet, ledger.accounts.keySet());
        }
    }

    private void request(RequestEvent event, Account account) {
        if (event instanceof HardDeleteStarted) {
            started(account);
        } else if (event instanceof ServiceJoined e) {
            boolean may =
                    account.dispatched && (e.service().equals(RequestState.PACKAGER) || account.origin.allServices());
            coverage.check(Rule.R2, may, "a named set does not grow", e);
        } else if (event instanceof RequestCompleted e) {
            new CompletionRules(world, account, e).check();
        } else if (event instanceof RequestCancelled || event instanceof RequestRejected) {
            taken(account, event);
        } else if (event instanceof RequestCoalesced e) {
            coalesced(account, ledger.accounts.get(e.with()), e);
        } else if (event instanceof ExportExpiring e) {
            Instant from = account.expiresAt.minus(world.policy.exportWarning());
            boolean near = !world.now.isBefore(from) && world.now.isBefore(account.expiresAt);
            coverage.check(Rule.EXPIRING, near && !account.endTold && !account.expired, e);
        } else if (event instanceof ExportReady e) {
            boolean window = e.windowEndsAt().equals(world.now.plus(world.policy.downloadWindow()));
            coverage.check(Rule.R1, window, "the download window is the policy's", e);
        } else {
            calendar(event, account);
        }
    }

    private void started(Account account) {
        coverage.check(Rule.R1, !world.latest.isBefore(account.graceEndsAt), "grace has ended", account.id);
        for (Account export : ledger.exports().toList()) {
            boolean released = export.expired
                    || (!export.open() && export.windowEndsAt == null)
                    || (export.windowEndsAt != null && !world.now.isBefore(export.windowEndsAt));
            coverage.check(Rule.R1, released, "an export blocks", export.id);
        }
        boolean other = ledger.erasures().anyMatch(a -> a.open() && a.startedAt != null && a != account);
        coverage.check(Rule.R13, !other, account.id);
    }

    private void taken(Account account, RequestEvent event) {
        boolean gone = account.dispatched || (account.ridesOn != null && ledger.account(account.ridesOn).dispatched);
        coverage.check(Rule.R3, !gone, "no cancel after dispatch", event);
    }

    private void coalesced(Account account, Account with, RequestCoalesced e) {
        boolean may = account.erasure
                && with != null
                && with.erasure
                && with.open()
                && with.ending == null
                && !with.dispatched
                && with.ridesOn == null
                && with.covers(account);
        coverage.check(Rule.R13, may, "rides only on an erasure that covers it and has not started to delete", e);
    }

    private void calendar(RequestEvent event, Account account) {
        if (event instanceof ErasureAccepted e) {
            due(e.origin(), e.dueAt());
        } else if (event instanceof ExportAccepted e) {
            due(e.origin(), e.dueAt());
        } else if (event instanceof ErasureStarted e) {
            Instant ends =
                    ModelCalendar.graceEndsAt(world.now, account.origin.gracePeriod(), account.dueAt, world.policy);
            coverage.check(Rule.R7, e.graceEndsAt().equals(ends), "grace bends to the law", e, ends);
        } else if (event instanceof DeadlineMissed e) {
            boolean now = !world.now.isBefore(account.dueAt) && !account.missed && account.open();
            coverage.check(Rule.R7, now, "missed once, and only then", e);
        } else if (event instanceof DeadlineApproaching e) {
            Instant from = account.dueAt.minus(world.policy.deadlineWarnings().get(e.warning() - 1));
            boolean near = !world.now.isBefore(from) && world.now.isBefore(account.dueAt);
            coverage.check(Rule.R7, near && e.warning() > account.warned, "a warning in its time", e);
        }
    }

    private void due(Origin origin, Instant dueAt) {
        Instant lawful = ModelCalendar.dueAt(origin.regulation(), origin.receivedAt(), false, world.policy);
        coverage.check(Rule.R7, dueAt.equals(lawful), "due when the law says", origin, dueAt);
        coverage.check(Rule.R7, !origin.receivedAt().isAfter(world.now), "nobody gains time", origin);
    }

    /** A closed request changes no more, but for its file. */
    private void closed(Event event) {
        boolean ofRequest = event instanceof StepEvent || event instanceof RequestEvent;
        Account account = ofRequest ? ledger.accounts.get(event.requestId()) : null;
        if (account == null || account.open()) {
            return;
        }
        boolean file = event instanceof StepEvent s && s.service().equals(RequestState.PACKAGER);
        boolean reading = List.of("ExportExpiring", "ExportExpired", "LinkIssued", "DownloadGranted", "DownloadRefused")
                .contains(event.name());
        coverage.check(Rule.R4, !account.erasure && (file || reading), "a closed request changes no more", event);
    }
}
