package io.lethe.lifecycle.history;

import static io.lethe.schemas.Action.HARD_DELETE;
import static io.lethe.schemas.Action.TOMBSTONE;
import static io.lethe.schemas.Action.VERIFY;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Service;
import io.lethe.lifecycle.StepEvent.ResidueFound;
import io.lethe.lifecycle.StepEvent.StepFailed;
import io.lethe.lifecycle.StepEvent.StepFailed.FailureCode;
import io.lethe.lifecycle.StepEvent.StepRetried;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Rules of tasks and steps. */
final class TaskRules {
    private static final Duration WEEK = Duration.ofDays(7);
    private final World world;
    private final Ledger ledger;
    private final Coverage coverage;

    TaskRules(World world) {
        this.world = world;
        this.ledger = world.ledger;
        this.coverage = world.coverage;
    }

    void check(Event event) {
        if (event instanceof TaskIssued e) {
            issued(e);
        } else if (event instanceof StepFailed e) {
            failed(e, ledger.part(e));
        } else if (event instanceof StepRetried e) {
            coverage.check(Rule.R8, ledger.part(e).is == Part.Is.FAILED, "only failed steps are taken up again", e);
        } else if (event instanceof ResidueFound e) {
            boolean again = ledger.part(e).round < 3;
            coverage.check(Rule.R14, ledger.part(e).action == VERIFY && e.again() == again && e.found() > 0, e);
        }
    }

    private void issued(TaskIssued e) {
        Account account = ledger.account(e.requestId());
        Part part = account.parts.get(e.service());
        coverage.check(Rule.R2, part != null, "the set is pinned", e);
        boolean erases = e.action() == HARD_DELETE || e.action() == TOMBSTONE;
        if (erases && account.erasure) {
            coverage.check(Rule.R1, account.dispatched, "a hard delete before its start", e);
        }
        if (erases && !e.service().equals(RequestState.PACKAGER) && !part.isErasedButForNulls()) {
            coverage.check(Rule.R6, !ledger.isHeld(e.service()), "a hard delete of what is held", e);
            if (e.attempt() == 1 && !e.resend() && part.action != TOMBSTONE) {
                inOrder(account, e);
            }
        }
        if (e.action() == TOMBSTONE) {
            tombstones(part, e);
        }
        if (e.resend()) {
            weekly(part, e);
        } else {
            again(part, e);
        }
    }

    private void inOrder(Account account, TaskIssued e) {
        for (String before : service(e.service()).after()) {
            Part first = account.parts.get(before);
            coverage.check(Rule.AFTER, first == null || first.isErased() || first.isExempt(), e);
        }
    }

    private void tombstones(Part part, TaskIssued e) {
        boolean nullsAlone = !service(e.service()).can(HARD_DELETE);
        boolean after = part.isErasedButForNulls() || part.action == TOMBSTONE || nullsAlone;
        coverage.check(Rule.R10, after, "tombstones follow DONE or NOT_FOUND", e);
        boolean topics = !service(e.service()).tombstoneTopics().isEmpty();
        coverage.check(Rule.R10, topics, "nulls that are written nowhere", e);
    }

    private void weekly(Part part, TaskIssued e) {
        boolean same = part.is == Part.Is.FAILED && part.attempt == e.attempt() && part.action == e.action();
        coverage.check(Rule.R8, same, "the weekly resend keeps state and attempt", e);
        coverage.check(Rule.R8, gap(e).equals(WEEK), "weekly", e);
    }

    private void again(Part part, TaskIssued e) {
        boolean same = part.action == e.action();
        coverage.check(Rule.R8, e.attempt() == (same ? part.attempt + 1 : 1), "attempts count on", e);
        coverage.check(Rule.R8, e.tries() == (same ? part.tries + 1 : 1), "tries since the last retry", e);
        coverage.check(Rule.R8, !same || part.is != Part.Is.OVER, "what has ended is not sent again", e);
        coverage.check(Rule.R8, e.tries() <= max(e.service()), "no more than max attempts", e);
        coverage.check(Rule.R8, gap(e).equals(wait(world, e.service(), e.tries())), "timeout × 2^(n−1)", e);
    }

    private void failed(StepFailed e, Part part) {
        switch (e.code()) {
            case RESIDUE -> coverage.check(Rule.R14, part.round >= 3 && part.action == VERIFY, "three rounds", e);
            case TIMEOUT, ATTEMPTS ->
                coverage.check(Rule.R8, part.tries >= max(e.service()), "failed before max attempts", e);
            case REFUSED -> coverage.check(Rule.R8, part.is == Part.Is.BACKOFF, "refused without an answer", e);
        }
        Instant resend = e.code() == FailureCode.RESIDUE ? null : world.now.plus(WEEK);
        coverage.check(
                Rule.R8, Objects.equals(e.resendAt(), resend), "what failed is sent weekly, but for a residue", e);
    }

    private Duration gap(TaskIssued e) {
        return Duration.between(world.now, e.nextAt());
    }

    private int max(String service) {
        return service(service).maxAttempts().orElse(world.policy.maxAttempts());
    }

    private Service service(String name) {
        return world.catalogue.find(name).orElseThrow();
    }

    /** How long a service has after the n-th try. */
    static Duration wait(World world, String name, int tries) {
        Service service = world.catalogue.find(name).orElseThrow();
        Duration wait = service.ackTimeout().orElse(world.policy.ackTimeout());
        for (int n = 1; n < tries; n++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(WEEK) > 0 ? WEEK : wait;
    }
}
