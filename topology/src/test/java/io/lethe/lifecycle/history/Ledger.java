package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Origin;
import io.lethe.lifecycle.RequestEvent;
import io.lethe.lifecycle.RequestEvent.DeadlineApproaching;
import io.lethe.lifecycle.RequestEvent.DeadlineExtended;
import io.lethe.lifecycle.RequestEvent.DeadlineMissed;
import io.lethe.lifecycle.RequestEvent.DownloadGranted;
import io.lethe.lifecycle.RequestEvent.ErasureAccepted;
import io.lethe.lifecycle.RequestEvent.ErasureStarted;
import io.lethe.lifecycle.RequestEvent.ExportAccepted;
import io.lethe.lifecycle.RequestEvent.ExportExpired;
import io.lethe.lifecycle.RequestEvent.ExportExpiring;
import io.lethe.lifecycle.RequestEvent.ExportReady;
import io.lethe.lifecycle.RequestEvent.HardDeleteStarted;
import io.lethe.lifecycle.RequestEvent.RequestCancelled;
import io.lethe.lifecycle.RequestEvent.RequestCoalesced;
import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.RequestEvent.RequestQueued;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.lifecycle.RequestEvent.RequestResumed;
import io.lethe.lifecycle.RequestEvent.ServiceJoined;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.StepEvent;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.lifecycle.SubjectEvent.HoldExpired;
import io.lethe.lifecycle.SubjectEvent.HoldPlaced;
import io.lethe.lifecycle.SubjectEvent.HoldReleased;
import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.RequestType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an observer who reads nothing but the events knows. */
final class Ledger {
    final Map<String, Account> accounts = new LinkedHashMap<>();
    final Map<String, List<String>> holds = new LinkedHashMap<>();

    Account account(String id) {
        return accounts.computeIfAbsent(id, Account::new);
    }

    Stream<Account> erasures() {
        return accounts.values().stream().filter(a -> a.erasure);
    }

    Stream<Account> exports() {
        return accounts.values().stream().filter(a -> !a.erasure);
    }

    /** The part that a step event is about; null: there is none. */
    Part part(StepEvent event) {
        return account(event.requestId()).parts.get(event.service());
    }

    /** Whether a task's answer said that data is left, and a person goes on all the same. */
    boolean isWaivedResidue(TaskIssued task) {
        Part part = part(task);
        return account(task.requestId()).open()
                && part != null
                && part.waived
                && part.residue
                && task.action() == Action.VERIFY
                && task.round() == part.round;
    }

    boolean isHeld(String service) {
        return holds.values().stream().anyMatch(h -> h.isEmpty() || h.contains(service));
    }

    void write(Event event, World world) {
        if (event instanceof HoldPlaced e) {
            holds.put(e.holdId(), e.services());
        } else if (event instanceof HoldReleased e) {
            holds.remove(e.holdId());
        } else if (event instanceof HoldExpired e) {
            holds.remove(e.holdId());
        } else if (event instanceof RequestEvent e) {
            request(e, account(e.requestId()), world.now);
        } else if (event instanceof StepEvent e && part(e) != null) {
            part(e).write(e, world.catalogue);
            if (e instanceof TaskIssued t
                    && t.action() == Action.EXPORT
                    && t.service().equals(RequestState.PACKAGER)) {
                account(t.requestId()).pack();
            }
        }
    }

    private static void request(RequestEvent event, Account account, Instant now) {
        if (event instanceof ErasureAccepted e) {
            accept(account, e.origin(), e.dueAt());
            account.pin(e.services());
        } else if (event instanceof ExportAccepted e) {
            accept(account, e.origin(), e.dueAt());
            account.pin(e.services());
            account.parts.put(RequestState.PACKAGER, new Part(RequestState.PACKAGER));
        } else if (event instanceof RequestRejected e) {
            account.ending = Outcome.REJECTED;
            if (e.origin() != null) {
                accept(account, e.origin(), e.dueAt());
            }
        } else if (event instanceof RequestCancelled) {
            account.ending = Outcome.CANCELLED;
        } else if (event instanceof RequestCompleted e) {
            account.outcome = e.outcome();
        } else {
            moved(event, account, now);
        }
    }

    private static void accept(Account account, Origin origin, Instant dueAt) {
        account.origin = origin;
        account.erasure = origin.type() == RequestType.ERASURE;
        account.dueAt = dueAt;
    }

    private static void moved(RequestEvent event, Account account, Instant now) {
        if (event instanceof RequestQueued) {
            account.ridesOn = null;
        } else if (event instanceof RequestCoalesced e) {
            account.ridesOn = e.with();
            account.rodeOn = e.with();
        } else if (event instanceof RequestResumed e && !e.services().isEmpty()) {
            account.ridesOn = null;
            account.pin(e.services());
        } else if (event instanceof ErasureStarted e) {
            account.startedAt = now;
            account.graceEndsAt = e.graceEndsAt();
        } else if (event instanceof HardDeleteStarted) {
            account.dispatched = true;
            account.parts.values().forEach(Part::begin);
        } else if (event instanceof ServiceJoined e) {
            account.parts.put(e.service(), new Part(e.service()));
        } else {
            clock(event, account);
        }
    }

    private static void clock(RequestEvent event, Account account) {
        if (event instanceof ExportReady e) {
            account.windowEndsAt = e.windowEndsAt();
            account.expiresAt = e.expiresAt();
        } else if (event instanceof DownloadGranted e) {
            account.uses.merge(e.link(), 1, Integer::sum);
        } else if (event instanceof ExportExpiring) {
            account.endTold = true;
        } else if (event instanceof ExportExpired) {
            account.expired = true;
        } else if (event instanceof DeadlineExtended e) {
            account.dueAt = e.dueAt();
            account.extended = true;
            account.warned = 0;
        } else if (event instanceof DeadlineApproaching e) {
            account.warned = e.warning();
        } else if (event instanceof DeadlineMissed) {
            account.missed = true;
        }
    }
}
