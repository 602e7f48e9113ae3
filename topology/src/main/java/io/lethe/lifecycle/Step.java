package io.lethe.lifecycle;

import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceOutcome;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * One service's part in a request: its latest action and how far that is. Instants and {@code erased}, {@code error} may be null.
 *
 * @param service name of the service
 * @param action latest action; a service with tombstone topics alone has HARD_DELETE
 * @param status how far it is
 * @param tombstoning the HARD_DELETE is answered and tombstones are being written: the service counts as done only then
 * @param softIssued a SOFT_DELETE was issued, answered or not: a cancel has to restore
 * @param round 1, one more each time that data was found again
 * @param attempt number of the last sending of the task, counting on over retries; 0 = never sent
 * @param tries sendings since an operator last retried
 * @param erased how the HARD_DELETE of this round ended, kept while VERIFY runs; null again once a residue is waived
 * @param recordsAffected as the service reported
 * @param fragments of an export, as the service reported
 * @param run the run of the service whose fragments they are, as it named it; null: it named none
 * @param issuedAt last sending
 * @param endedAt end of the latest action
 * @param nextAt when it is issued again: unanswered, after a backoff, or, when FAILED, weekly
 * @param error code or reason of the last failure
 * @param ignored kinds of answers without effect that were audited for the current task, as bits
 */
public record Step(
        String service,
        Action action,
        StepStatus status,
        boolean tombstoning,
        boolean softIssued,
        int round,
        int attempt,
        int tries,
        ServiceOutcome erased,
        long recordsAffected,
        long fragments,
        String run,
        Instant issuedAt,
        Instant endedAt,
        Instant nextAt,
        String error,
        int ignored) {

    static Step waiting(String service, Action action) {
        return new Step(
                service,
                action,
                StepStatus.WAITING,
                false,
                false,
                1,
                0,
                0,
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                0);
    }

    static List<Step> waiting(List<String> services, Action action) {
        return services.stream().map(s -> waiting(s, action)).toList();
    }

    /** The action named in the task that is out now: TOMBSTONE while tombstones are written. */
    public Action taskAction() {
        return tombstoning ? Action.TOMBSTONE : action;
    }

    /** Whether its soft delete still runs. */
    boolean isOpenSoftDelete() {
        return action == Action.SOFT_DELETE && !status.isEnded() && status != StepStatus.FAILED;
    }

    /** Whether it was given up because data was found again and again: only a new round takes that back, so it is not sent weekly. */
    boolean hasResidue() {
        return status == StepStatus.FAILED && action == Action.VERIFY && nextAt == null;
    }

    /** The step with codes alone for an error: words that services sent could hold anything. */
    Step withoutWords() {
        boolean isCode = error != null && error.matches("[A-Z_]{1,64}");
        return with(d -> {
            d.error = isCode ? error : null;
            d.run = null;
        });
    }

    /** How the service's part ended, for people and completions. */
    public ServiceOutcome outcome() {
        return switch (status) {
            case EXEMPT -> ServiceOutcome.EXEMPT;
            case WAIVED -> ServiceOutcome.WAIVED;
            case SKIPPED -> ServiceOutcome.SKIPPED;
            case WAITING, SENT, BACKOFF, FAILED -> ServiceOutcome.FAILED;
            case DONE, NOT_FOUND -> erased != null ? erased : ServiceOutcome.valueOf(status.name());
        };
    }

    /** A copy with some fields changed. */
    Step with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.step();
    }

    /** The fields of a step, to be changed before they are a step again. */
    static final class Draft {
        private final String service;
        Action action;
        StepStatus status;
        boolean tombstoning;
        boolean softIssued;
        int round;
        int attempt;
        int tries;
        ServiceOutcome erased;
        long recordsAffected;
        long fragments;
        String run;
        Instant issuedAt;
        Instant endedAt;
        Instant nextAt;
        String error;
        int ignored;

        private Draft(Step from) {
            service = from.service;
            action = from.action;
            status = from.status;
            tombstoning = from.tombstoning;
            softIssued = from.softIssued;
            round = from.round;
            attempt = from.attempt;
            tries = from.tries;
            erased = from.erased;
            recordsAffected = from.recordsAffected;
            fragments = from.fragments;
            run = from.run;
            issuedAt = from.issuedAt;
            endedAt = from.endedAt;
            nextAt = from.nextAt;
            error = from.error;
            ignored = from.ignored;
        }

        /** Nothing more is expected. */
        void end(StepStatus how, Instant at) {
            status = how;
            tombstoning = false;
            endedAt = at;
            nextAt = null;
        }

        /** A task that was never sent: attempts and audited answers start anew. */
        void newTask(Action next) {
            action = next;
            status = StepStatus.WAITING;
            tombstoning = false;
            attempt = 0;
            tries = 0;
            issuedAt = null;
            endedAt = null;
            nextAt = null;
            error = null;
            ignored = 0;
        }

        /** The hard delete begins again: what was answered before does not count any more. */
        void newRound() {
            newTask(Action.HARD_DELETE);
            round++;
            erased = null;
        }

        private Step step() {
            return new Step(
                    service,
                    action,
                    status,
                    tombstoning,
                    softIssued,
                    round,
                    attempt,
                    tries,
                    erased,
                    recordsAffected,
                    fragments,
                    run,
                    issuedAt,
                    endedAt,
                    nextAt,
                    error,
                    ignored);
        }
    }
}
