package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.RequestEvent.ExportReady;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.StepEvent;
import io.lethe.lifecycle.StepEvent.AckIgnored;
import io.lethe.lifecycle.StepEvent.ResidueFound;
import io.lethe.lifecycle.StepEvent.StepFailed;
import io.lethe.lifecycle.StepEvent.TaskAnswered;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.lifecycle.StepEvent.TombstonesWritten;
import io.lethe.lifecycle.TaskIds;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceAck;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Rules of an answer as it meets what was known before it. */
final class AnswerRules {
    private final Turn turn;
    private final World world;
    private final ServiceAck ack;
    private final Account account;
    private final Part part;

    private AnswerRules(Turn turn, ServiceAck ack) {
        this.turn = turn;
        this.world = turn.world();
        this.ack = ack;
        this.account = world.ledger.accounts.get(ack.getRequestId());
        this.part = account == null ? null : account.parts.get(ack.getService());
    }

    static void check(Turn turn) {
        if (turn.stimulus().input() instanceof Input.Ack a) {
            AnswerRules rules = new AnswerRules(turn, a.ack());
            if (turn.stimulus().noise()) {
                rules.noEffect(Rule.R5);
            } else if (rules.isOver()) {
                rules.noEffect(Rule.R4);
            } else if (rules.isForTaskOut()) {
                rules.answered();
            }
        }
    }

    /** The answer does nothing that its moment would not have brought anyway; the first of a kind is audited. */
    private void noEffect(Rule rule) {
        List<Event> events =
                turn.events().stream().filter(e -> !(e instanceof AckIgnored)).toList();
        world.coverage.check(rule, events.equals(turn.anyway()), "the answer changed something", turn.events());
        world.coverage.check(rule, turn.events(AckIgnored.class).size() <= 1, "told once", turn.events());
    }

    private boolean isOver() {
        return account != null && !account.open() && !ack.getService().equals(RequestState.PACKAGER);
    }

    private boolean isForTaskOut() {
        return part != null
                && account.open()
                && part.attempt > 0
                && part.action == ack.getAction()
                && ack.getTaskId().equals(TaskIds.of(account.id, part.service, part.action, part.round))
                && ack.getRecordsAffected() >= 0;
    }

    private void answered() {
        switch (ack.getOutcome()) {
            case FAILED -> failed();
            case DONE, NOT_FOUND -> good();
            case EXEMPT -> {
                // Where a reason is given, the model says which of them count.
                if (ack.getReason() == null || ack.getReason().isBlank()) {
                    noEffect(Rule.R5);
                }
            }
            case UNKNOWN -> noEffect(Rule.R5);
        }
    }

    private void failed() {
        boolean current = ack.getAttempt() == null || ack.getAttempt() == part.attempt;
        List<TaskAnswered> told = turn.events(TaskAnswered.class);
        if (part.is != Part.Is.OUT || !current) {
            world.coverage.check(Rule.R8, told.isEmpty(), "a failure of another attempt changes nothing", told);
            return;
        }
        int max = world.catalogue.find(part.service).orElseThrow().maxAttempts().orElse(world.policy.maxAttempts());
        boolean again = ack.getRetryable() && part.tries < max;
        Instant at = again ? world.now.plus(TaskRules.wait(world, part.service, part.tries)) : null;
        boolean asked = told.size() == 1
                && (again ? at.equals(told.get(0).retryAt()) : told.get(0).retryAt() == null);
        world.coverage.check(Rule.R8, asked, "a failed answer is asked again after the same wait", told);
        world.coverage.check(Rule.R8, again || has(StepFailed.class, e -> true), "or fails the step", turn.events());
    }

    /** A late good answer completes a step that had failed; a file that was not found is none. */
    private void good() {
        boolean packs = part.service.equals(RequestState.PACKAGER) && part.action == Action.EXPORT;
        boolean half = (ack.getSizeBytes() == null) != (ack.getSha256() == null);
        boolean noFile = packs && (ack.getOutcome() == AckOutcome.NOT_FOUND || half);
        boolean expected = part.is == Part.Is.OUT || part.is == Part.Is.BACKOFF || part.is == Part.Is.FAILED;
        if (noFile) {
            noEffect(Rule.R5);
        }
        if (!expected || noFile || part.residue) {
            return;
        }
        if (packs) {
            described();
        }
        boolean counted = has(TaskAnswered.class, e -> e.outcome() == ack.getOutcome())
                || has(TombstonesWritten.class, e -> true)
                || has(ResidueFound.class, e -> true);
        Rule rule = part.is == Part.Is.FAILED ? Rule.R4 : Rule.R8;
        world.coverage.check(rule, counted, "a good answer ends the step, even a failed one", turn.events());
        if (part.action == Action.VERIFY) {
            boolean left = ack.getOutcome() == AckOutcome.DONE && ack.getRecordsAffected() > 0;
            world.coverage.check(Rule.R14, has(ResidueFound.class, e -> true) == left, "a residue is told", ack);
        }
        if (part.action == Action.HARD_DELETE && hasNulls()) {
            boolean nulls = has(TaskIssued.class, e -> e.action() == Action.TOMBSTONE);
            world.coverage.check(Rule.R10, nulls, "tombstones follow the answer", turn.events());
        }
    }

    /** What the packager says of its file is what callers are told, and nobody else's word is. */
    private void described() {
        long size = ack.getSizeBytes() == null ? 0 : ack.getSizeBytes();
        boolean told = turn.events(ExportReady.class).stream()
                .anyMatch(e -> e.sizeBytes() == size && Objects.equals(e.sha256(), ack.getSha256()));
        world.coverage.check(Rule.R15, told, "the file is described as its packager did", turn.events());
    }

    private boolean hasNulls() {
        return !world.catalogue
                .find(part.service)
                .orElseThrow()
                .tombstoneTopics()
                .isEmpty();
    }

    private <T extends StepEvent> boolean has(Class<T> type, Predicate<T> which) {
        return turn.events(type).stream()
                .anyMatch(e -> e.requestId().equals(account.id) && e.service().equals(part.service) && which.test(e));
    }
}
