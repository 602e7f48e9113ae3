package io.lethe.lifecycle.history;

import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.Service;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;
import java.util.List;

/** Rules of the one end of a request. */
final class CompletionRules {
    private final World world;
    private final Account account;
    private final RequestCompleted event;
    private final Coverage coverage;

    CompletionRules(World world, Account account, RequestCompleted event) {
        this.world = world;
        this.account = account;
        this.event = event;
        this.coverage = world.coverage;
    }

    void check() {
        coverage.check(Rule.R4, account.outcome == null, "one completion", event);
        boolean taken = event.outcome() == Outcome.CANCELLED || event.outcome() == Outcome.REJECTED;
        Outcome how = taken ? event.outcome() : null;
        coverage.check(Rule.R16, account.ending == how, "a cancel is a cancel, a rejection a rejection", event);
        if (taken) {
            taken();
        } else if (account.erasure) {
            erased();
        } else {
            boolean all = account.parts.values().stream().allMatch(Part::isExported);
            coverage.check(Rule.R2, all, "every service handed over", event);
            boolean whole = account.packedWithout.isEmpty();
            coverage.check(Rule.R2, whole == (event.outcome() == Outcome.COMPLETED), "as it was packed", event);
        }
    }

    private void taken() {
        coverage.check(Rule.R3, !account.dispatched, "never cancelled with data gone", event);
        if (account.erasure) {
            boolean restored = account.parts.values().stream().allMatch(Part::isRestored);
            coverage.check(Rule.R3, restored, "restored first", event);
        }
    }

    private void erased() {
        Account doer = account.ridesOn == null ? account : world.ledger.account(account.ridesOn);
        if (doer != account) {
            coverage.check(Rule.R13, doer.outcome == event.outcome(), "a rider completes with the first", event);
        }
        boolean asked = doer.parts.keySet().containsAll(account.origin.named());
        coverage.check(Rule.R2, asked, "every service that was named has its part", event);
        List<Part> parts = List.copyOf(doer.parts.values());
        coverage.check(
                Rule.R2, parts.stream().allMatch(p -> p.isErased() || p.isExempt()), "every service ended", event);
        boolean full = parts.stream().allMatch(Part::isErased);
        coverage.check(Rule.R2, full == (event.outcome() == Outcome.COMPLETED), "exemptions are told", event);
        parts.stream().filter(p -> p.nullsOwed && !p.waived).forEach(this::nullsWritten);
        parts.stream().filter(p -> mustBeClean(p)).forEach(this::clean);
    }

    private void nullsWritten(Part part) {
        coverage.check(Rule.R10, part.nullsWritten, "done before its tombstones are written", part.service, event);
    }

    private boolean mustBeClean(Part part) {
        Service service = world.catalogue.find(part.service).orElseThrow();
        return part.isErased()
                && service.can(Action.VERIFY)
                && world.policy.verifyAfter().isPresent();
    }

    private void clean(Part part) {
        AckOutcome verified = part.answered.get(Action.VERIFY);
        boolean clean = verified == AckOutcome.DONE || verified == AckOutcome.NOT_FOUND;
        coverage.check(Rule.R14, clean && !part.residue, "completed without a clean verification", part.service, event);
    }
}
