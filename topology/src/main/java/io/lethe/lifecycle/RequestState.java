package io.lethe.lifecycle;

import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.RequestType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One request. Immutable; lists are in the order things came.
 *
 * @param origin what was asked
 * @param phase where it stands
 * @param deadline the legal clock
 * @param progress how far it is
 * @param ending how it ends; null while that is open
 * @param file an export's file; null before it is ready
 * @param steps one for each service
 * @param history what the steps do not tell
 */
public record RequestState(
        Origin origin,
        Phase phase,
        Deadline deadline,
        Progress progress,
        Ending ending,
        ExportFile file,
        List<Step> steps,
        List<Milestone> history) {

    /** The internal participant that packs exports and deletes their files. */
    public static final String PACKAGER = "export-packager";

    /** Lines of history that a request has at most, and of these the first that stay. */
    private static final int MOST_HISTORY = 200;

    private static final int FIRST_HISTORY = 50;

    public RequestState {
        steps = List.copyOf(steps);
        history = List.copyOf(history);
    }

    static RequestState accepted(Origin origin, Instant dueAt, List<Step> steps) {
        Phase first = origin.type() == RequestType.EXPORT ? Phase.COLLECTING : Phase.AWAITING_APPROVAL;
        Deadline deadline = new Deadline(dueAt, false, 0, false);
        return new RequestState(origin, first, deadline, Progress.NONE, null, null, steps, List.of());
    }

    /** Id of the request. */
    public String id() {
        return origin.requestId();
    }

    /** Whether it erases. */
    public boolean isErasure() {
        return origin.type() == RequestType.ERASURE;
    }

    /** Whether it has no outcome yet. */
    public boolean isOpen() {
        return ending == null || ending.completedAt() == null;
    }

    /** Whether HARD_DELETE tasks may have been issued. */
    public boolean isDispatched() {
        return progress.dispatchedAt() != null;
    }

    /** Whether a cancel or rejection was accepted. */
    boolean isEnding() {
        return ending != null;
    }

    /** Whether nothing of it is left to do: not even a file to delete. */
    boolean isSettled() {
        if (isOpen() || phase == Phase.READY) {
            return false;
        }
        return step(PACKAGER)
                .filter(s -> s.action() == Action.HARD_DELETE)
                .map(s -> s.status().isEnded())
                .orElse(true);
    }

    /** The request as it may be kept once its subject is forgotten: without words and without anything that could be matched with a person. */
    public RequestState withoutPersonalData() {
        Origin bare = new Origin(
                origin.requestId(),
                origin.type(),
                origin.regulation(),
                origin.acceptedAt(),
                origin.receivedAt(),
                origin.requestedBy(),
                origin.allServices(),
                origin.named(),
                origin.gracePeriod(),
                origin.approval(),
                origin.format(),
                origin.contentHash(),
                List.of());
        Ending end = ending == null ? null : new Ending(ending.outcome(), ending.code(), null, ending.completedAt());
        ExportFile unnamed = file == null ? null : file.withoutDigest();
        List<Step> wordless = steps.stream().map(Step::withoutWords).toList();
        return new RequestState(bare, phase, deadline, progress, end, unnamed, wordless, history);
    }

    /** The step of a service. */
    public Optional<Step> step(String service) {
        for (Step step : steps) {
            if (step.service().equals(service)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** Names of the services with a step. */
    public List<String> services() {
        return steps.stream().map(Step::service).toList();
    }

    /** The steps of services, without Lethe's own packager. */
    public Stream<Step> participants() {
        return steps.stream().filter(s -> !s.service().equals(PACKAGER));
    }

    /** Whether any step is in a status of this kind. */
    boolean any(Predicate<Step> what) {
        for (Step step : steps) {
            if (what.test(step)) {
                return true;
            }
        }
        return false;
    }

    /** The request in another phase: no event may take it where its phase does not lead. */
    RequestState in(Phase next) {
        if (phase != next && !phase.next().contains(next)) {
            throw new IllegalStateException("request " + id() + " cannot go from " + phase + " to " + next);
        }
        return new RequestState(origin, next, deadline, progress, ending, file, steps, history);
    }

    /** The hard delete starts: every service that was not waived will be told, and what it hid before does not count. */
    RequestState dispatched(Instant at) {
        List<Step> hard = steps.stream()
                .map(s -> s.status() == StepStatus.WAIVED ? s : s.with(RequestState::beginHardDelete))
                .toList();
        return in(Phase.HARD_DELETING).with(progress.dispatched(at)).withSteps(hard);
    }

    private static void beginHardDelete(Step.Draft step) {
        step.newTask(Action.HARD_DELETE);
        step.recordsAffected = 0;
    }

    /** The end; a file stays to be read. */
    RequestState ended(Outcome outcome, Instant at) {
        Ending end = ending == null ? new Ending(outcome, null, null, at) : ending.at(at);
        Phase last = phase == Phase.READY ? Phase.READY : Phase.DONE;
        return in(last).with(end).with(progress.failed(false));
    }

    RequestState with(Deadline next) {
        return new RequestState(origin, phase, next, progress, ending, file, steps, history);
    }

    RequestState with(Progress next) {
        return new RequestState(origin, phase, deadline, next, ending, file, steps, history);
    }

    RequestState with(Ending next) {
        return new RequestState(origin, phase, deadline, progress, next, file, steps, history);
    }

    RequestState with(ExportFile next) {
        return new RequestState(origin, phase, deadline, progress, ending, next, steps, history);
    }

    RequestState withSteps(List<Step> next) {
        return new RequestState(origin, phase, deadline, progress, ending, file, next, history);
    }

    /** Changes one step; unknown services are left alone. */
    RequestState withStep(String service, UnaryOperator<Step> change) {
        Step[] next = steps.toArray(Step[]::new);
        for (int i = 0; i < next.length; i++) {
            if (next[i].service().equals(service)) {
                next[i] = change.apply(next[i]);
            }
        }
        return withSteps(List.of(next));
    }

    RequestState adding(Step step) {
        List<Step> next = new ArrayList<>(steps);
        next.add(step);
        return withSteps(next);
    }

    /** What is told again and again pushes out what came before it, but for how it began: the audit log has all of it. */
    RequestState noting(Instant at, String event, String code) {
        List<Milestone> next = new ArrayList<>(history);
        if (next.size() >= MOST_HISTORY) {
            next.remove(FIRST_HISTORY);
        }
        next.add(new Milestone(at, event, code));
        return new RequestState(origin, phase, deadline, progress, ending, file, steps, next);
    }
}
