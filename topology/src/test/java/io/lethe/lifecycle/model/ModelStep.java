package io.lethe.lifecycle.model;

import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.Action;
import java.time.Instant;

/** One service's part, with the task that is out or comes next. */
public final class ModelStep {
    public final String service;
    public Action action;
    public StepStatus status = StepStatus.WAITING;
    public int round = 1;
    public int attempt;
    public int tries;
    public Instant nextAt;
    boolean softIssued;
    boolean notFound;
    /** A HARD_DELETE (or the tombstones that stand for one) went out. */
    boolean hardSent;
    /** Failed because data was found again. */
    boolean residue;
    /** Its tombstones are its hard delete: it can do nothing else. */
    boolean nullsOnly;
    /** It had erased; the waiver is of the verification that was to come. */
    boolean verifyWaived;

    ModelStep(String service, Action action) {
        this.service = service;
        this.action = action;
    }

    void restart(Action next) {
        verifyWaived = false;
        action = next;
        status = StepStatus.WAITING;
        attempt = 0;
        tries = 0;
        nextAt = null;
    }

    void end(StepStatus how) {
        status = how;
        nextAt = null;
    }

    boolean ended() {
        return switch (status) {
            case DONE, NOT_FOUND, EXEMPT, WAIVED, SKIPPED -> true;
            default -> false;
        };
    }

    boolean failed() {
        return status == StepStatus.FAILED;
    }

    /** A task that takes data away for good, and not only says the last word after it: what a hold is about. */
    boolean destroys() {
        return action == Action.HARD_DELETE || (action == Action.TOMBSTONE && nullsOnly);
    }

    /** Nothing of its hard delete is left to do; VERIFY comes after it. */
    boolean erased() {
        return action == Action.VERIFY || ended();
    }
}
