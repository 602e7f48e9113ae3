package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RequestEvent;
import io.lethe.lifecycle.RequestEvent.DeadlineExtended;
import io.lethe.lifecycle.RequestEvent.DeadlineMissed;
import io.lethe.lifecycle.RequestEvent.ErasureAccepted;
import io.lethe.lifecycle.RequestEvent.ErasureStarted;
import io.lethe.lifecycle.RequestEvent.ExportAccepted;
import io.lethe.lifecycle.RequestEvent.ExportExpired;
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
import io.lethe.lifecycle.SubjectEvent.HoldExpired;
import io.lethe.lifecycle.SubjectEvent.HoldPlaced;
import io.lethe.lifecycle.SubjectEvent.HoldReleased;
import io.lethe.schemas.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an observer who reads nothing but the events knows. */
final class Ledger {
    /** A request as the events tell it. */
    static final class Account {
        final String id;
        boolean erasure;
        boolean all;
        boolean waiting;
        String ridesOn;
        List<String> named = List.of();
        Instant acceptedAt;
        Instant receivedAt;
        Instant dueAt;
        Instant startedAt;
        Instant graceEndsAt;
        Instant windowEndsAt;
        boolean dispatched;
        boolean expired;
        boolean ending;
        boolean missed;
        Outcome outcome;
        final Map<String, Part> parts = new LinkedHashMap<>();

        Account(String id) {
            this.id = id;
        }

        boolean open() {
            return outcome == null;
        }

        void pin(List<String> services) {
            parts.clear();
            services.forEach(s -> parts.put(s, new Part(s)));
        }
    }

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
        } else if (event instanceof io.lethe.lifecycle.StepEvent e) {
            Part part = account(e.requestId()).parts.get(e.service());
            if (part != null) {
                part.write(e, world.catalogue);
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
            account.ending = true;
            if (e.origin() != null) {
                accept(account, e.origin(), e.dueAt());
            }
        } else if (event instanceof RequestCancelled) {
            account.ending = true;
        } else if (event instanceof RequestCompleted e) {
            account.outcome = e.outcome();
        } else {
            moved(event, account, now);
        }
    }

    private static void accept(Account account, io.lethe.lifecycle.Origin origin, Instant dueAt) {
        account.erasure = origin.gracePeriod() != null || origin.format() == null;
        account.all = origin.allServices();
        account.named = origin.named();
        account.acceptedAt = origin.acceptedAt();
        account.receivedAt = origin.receivedAt();
        account.dueAt = dueAt;
    }

    private static void moved(RequestEvent event, Account account, Instant now) {
        if (event instanceof RequestQueued) {
            account.waiting = true;
            account.ridesOn = null;
        } else if (event instanceof RequestCoalesced e) {
            account.waiting = true;
            account.ridesOn = e.with();
        } else if (event instanceof RequestResumed e && !e.services().isEmpty()) {
            account.waiting = false;
            account.ridesOn = null;
            account.pin(e.services());
        } else if (event instanceof ErasureStarted e) {
            account.startedAt = now;
            account.graceEndsAt = e.graceEndsAt();
        } else if (event instanceof HardDeleteStarted) {
            account.dispatched = true;
        } else if (event instanceof ServiceJoined e) {
            account.parts.put(e.service(), new Part(e.service()));
        } else if (event instanceof ExportReady e) {
            account.windowEndsAt = e.windowEndsAt();
        } else if (event instanceof ExportExpired) {
            account.expired = true;
        } else if (event instanceof DeadlineExtended e) {
            account.dueAt = e.dueAt();
        } else if (event instanceof DeadlineMissed) {
            account.missed = true;
        }
    }
}
