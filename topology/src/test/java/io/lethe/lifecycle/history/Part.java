package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Catalogue;
import io.lethe.lifecycle.StepEvent;
import io.lethe.lifecycle.StepEvent.ResidueFound;
import io.lethe.lifecycle.StepEvent.StepFailed;
import io.lethe.lifecycle.StepEvent.StepFailed.FailureCode;
import io.lethe.lifecycle.StepEvent.StepRetried;
import io.lethe.lifecycle.StepEvent.StepSkipped;
import io.lethe.lifecycle.StepEvent.StepWaived;
import io.lethe.lifecycle.StepEvent.TaskAnswered;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.lifecycle.StepEvent.TombstonesWritten;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import java.util.EnumMap;
import java.util.Map;

/** A service's part in a request as the events tell it. */
final class Part {
    /** Whether its task is out. */
    enum Is {
        WAITING,
        OUT,
        BACKOFF,
        FAILED,
        OVER
    }

    final String service;
    /** How the last task of an action was answered, failures apart. */
    final Map<Action, AckOutcome> answered = new EnumMap<>(Action.class);

    Is is = Is.WAITING;
    boolean softIssued;
    boolean hardIssued;
    boolean nullsOwed;
    boolean nullsWritten;
    boolean waived;
    boolean residue;
    int round = 1;
    Action action;
    int attempt;
    int tries;

    Part(String service) {
        this.service = service;
    }

    /** The data is gone, as the service and the tombstone worker say. */
    boolean isErased() {
        return !waived && (nullsOwed ? nullsWritten : isErasedButForNulls());
    }

    /** The service said that it is done; what may be owed is the nulls alone. */
    boolean isErasedButForNulls() {
        AckOutcome hard = answered.get(Action.HARD_DELETE);
        return hard == AckOutcome.DONE || hard == AckOutcome.NOT_FOUND;
    }

    boolean isRestored() {
        return !softIssued || waived || answered.containsKey(Action.RESTORE);
    }

    boolean isExported() {
        return waived || answered.containsKey(Action.EXPORT);
    }

    boolean isExempt() {
        return waived || answered.get(Action.HARD_DELETE) == AckOutcome.EXEMPT;
    }

    /** The hard delete starts; what the soft delete has left open is over. */
    void begin() {
        is = waived ? Is.OVER : Is.WAITING;
    }

    void write(StepEvent event, Catalogue catalogue) {
        if (event instanceof TaskIssued e) {
            issued(e);
        } else if (event instanceof TaskAnswered e) {
            answered(e, catalogue);
        } else if (event instanceof TombstonesWritten) {
            nullsWritten = true;
            waived = false;
            is = Is.OVER;
        } else if (event instanceof StepWaived) {
            waived = true;
            is = Is.OVER;
        } else if (event instanceof StepSkipped) {
            is = Is.OVER;
        } else if (event instanceof StepFailed e) {
            is = Is.FAILED;
            residue = e.code() == FailureCode.RESIDUE;
        } else if (event instanceof StepRetried e) {
            retry(e);
        } else if (event instanceof ResidueFound e && e.again()) {
            newRound();
        }
    }

    private void issued(TaskIssued e) {
        softIssued |= e.action() == Action.SOFT_DELETE;
        hardIssued |= e.action() == Action.HARD_DELETE || e.action() == Action.TOMBSTONE;
        nullsOwed |= e.action() == Action.TOMBSTONE;
        if (action != e.action()) {
            answered.remove(e.action());
            // The nulls were to be all of it, and have no topic any more.
            nullsOwed &= e.action() != Action.HARD_DELETE;
        }
        waived = false;
        is = e.resend() ? is : Is.OUT;
        action = e.action();
        attempt = e.attempt();
        tries = e.tries();
    }

    private void answered(TaskAnswered e, Catalogue catalogue) {
        if (e.outcome() == AckOutcome.FAILED) {
            is = Is.BACKOFF;
            return;
        }
        answered.put(e.action(), e.outcome());
        waived = false;
        is = Is.OVER;
        boolean gone = e.action() == Action.HARD_DELETE && e.outcome() != AckOutcome.EXEMPT;
        nullsOwed |=
                gone && !catalogue.find(service).orElseThrow().tombstoneTopics().isEmpty();
    }

    private void retry(StepRetried e) {
        residue = false;
        is = Is.WAITING;
        tries = 0;
        if (e.newRound()) {
            newRound();
        }
    }

    private void newRound() {
        round++;
        is = Is.WAITING;
        answered.clear();
        nullsOwed = false;
        nullsWritten = false;
        action = null;
        attempt = 0;
        tries = 0;
    }
}
