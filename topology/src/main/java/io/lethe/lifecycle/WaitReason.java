package io.lethe.lifecycle;

import io.lethe.schemas.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that an open request waits for.
 *
 * @param kind kind of thing
 * @param ref request, hold or service; null where there is none
 * @param until when it ends by itself or something is tried again; null: not known
 */
public record WaitReason(Kind kind, String ref, Instant until) {

    /** What requests wait for; the names are part of the public contract. */
    public enum Kind {
        /** An operator's approval. */
        APPROVAL,
        /** Another request of the subject. */
        REQUEST,
        /** The grace period. */
        GRACE,
        /** An export that the subject could still come for. */
        EXPORT,
        /** A legal hold. */
        HOLD,
        /** A service's answer. */
        SERVICE,
        /** The time before verification. */
        VERIFY,
        /** A person: a step failed. */
        OPERATOR
    }

    /** All that a request waits for; empty once it has ended. */
    public static List<WaitReason> of(SubjectState state, RequestState request, Instant now) {
        List<WaitReason> reasons = new ArrayList<>();
        if (request.isOpen()) {
            byPhase(state, request, now, reasons);
            request.steps().forEach(s -> bySteps(state, request, s, reasons));
        }
        return reasons;
    }

    /** The same, as {@code KIND} or {@code KIND:ref}, without what may name a person. */
    static List<String> codes(SubjectState state, RequestState request, Instant now) {
        return of(state, request, now).stream()
                .map(w -> w.ref == null ? w.kind.name() : w.kind + ":" + w.ref)
                .toList();
    }

    private static void byPhase(SubjectState state, RequestState request, Instant now, List<WaitReason> reasons) {
        switch (request.phase()) {
            case QUEUED -> ahead(state, request, reasons);
            case COALESCED ->
                reasons.add(new WaitReason(Kind.REQUEST, request.progress().coalescedWith(), null));
            case AWAITING_APPROVAL -> reasons.add(new WaitReason(Kind.APPROVAL, null, null));
            case SOFT_DELETING, GRACE ->
                reasons.add(new WaitReason(Kind.GRACE, null, request.progress().graceEndsAt()));
            case AWAITING_EXPORT ->
                state.exports()
                        .filter(e -> Exports.blocksErasure(e, now))
                        .forEach(e -> reasons.add(new WaitReason(Kind.EXPORT, e.id(), windowEnd(e))));
            case ON_HOLD, HARD_DELETING ->
                state.holds().stream()
                        .filter(h -> stops(state, request, h))
                        .forEach(h -> reasons.add(new WaitReason(Kind.HOLD, h.holdId(), h.until())));
            case VERIFYING -> {
                if (request.progress().verifyAt() != null) {
                    reasons.add(
                            new WaitReason(Kind.VERIFY, null, request.progress().verifyAt()));
                }
            }
            default -> {
                // Services alone.
            }
        }
    }

    private static void ahead(SubjectState state, RequestState request, List<WaitReason> reasons) {
        state.erasures()
                .takeWhile(r -> !r.id().equals(request.id()))
                .filter(r -> r.isOpen() && r.phase() != Phase.COALESCED)
                .findFirst()
                .ifPresent(r -> reasons.add(new WaitReason(Kind.REQUEST, r.id(), null)));
    }

    private static Instant windowEnd(RequestState export) {
        return export.file() == null ? null : export.file().windowEndsAt();
    }

    private static boolean stops(SubjectState state, RequestState request, Hold hold) {
        if (request.isDispatched()) {
            return request.any(s -> hold.covers(s.service()) && !s.status().isEnded() && Holds.stops(state, s));
        }
        // What comes next is the hard delete, whatever became of the soft delete; services that would join count too.
        return request.origin().allServices()
                || request.any(s -> hold.covers(s.service()) && s.status() != StepStatus.WAIVED);
    }

    private static void bySteps(SubjectState state, RequestState request, Step step, List<WaitReason> reasons) {
        if (step.status() == StepStatus.FAILED && step.action() != Action.SOFT_DELETE) {
            reasons.add(new WaitReason(Kind.OPERATOR, step.service(), null));
        } else if (step.status().isRunning()) {
            reasons.add(new WaitReason(Kind.SERVICE, step.service(), nextAttempt(state, request, step)));
        }
    }

    /** When a step's task is sent again, or given up; null: not by itself, as while a hold stops it. */
    public static Instant nextAttempt(SubjectState state, RequestState request, Step step) {
        return Timers.runsTimer(state, request, step) ? step.nextAt() : null;
    }
}
