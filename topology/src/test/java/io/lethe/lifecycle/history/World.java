package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Catalogue;
import io.lethe.lifecycle.Decider;
import io.lethe.lifecycle.Decision;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Evolver;
import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.NextDue;
import io.lethe.lifecycle.Policy;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.lifecycle.SubjectState;
import io.lethe.lifecycle.model.Model;
import io.lethe.lifecycle.model.Seen;
import io.lethe.schemas.PrivacyCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The engine as its shell runs it, the model beside it, and what an outside observer remembers. */
final class World {
    /** A decision as the audit log has it. */
    record Entry(Instant at, List<Event> events) {}

    final Policy policy;
    final Model model;
    final Coverage coverage;
    final Ledger ledger = new Ledger();
    final List<TaskIssued> sent = new ArrayList<>();
    /** Content of requests that ended, as by-id rows have it. */
    final Map<String, String> closed = new HashMap<>();

    final List<PrivacyCommand> commands = new ArrayList<>();
    private final List<Entry> log = new ArrayList<>();
    Catalogue catalogue = Catalogue.EMPTY;
    SubjectState state = SubjectState.NONE;
    Instant now = Instant.parse("2027-12-15T10:00:00Z");
    /** What the log has seen: the clock may be set back, what has passed has passed. */
    Instant latest = now;

    int requestsMade;
    /** Services keep finding data again, and people go on without them: three rounds in a row are rare otherwise. */
    boolean leaky;

    private Instant due;
    private long version;

    World(Policy policy, Coverage coverage) {
        this.policy = policy;
        this.coverage = coverage;
        this.model = new Model(policy);
    }

    /** Runs one step and checks everything. */
    void apply(Stimulus stimulus) {
        new Draws(this, stimulus).note();
        now = stimulus.at();
        latest = now.isAfter(latest) ? now : latest;
        if (stimulus.crash()) {
            crash();
        } else if (stimulus.defined() != null) {
            catalogue = catalogue.defining(++version, stimulus.defined());
            model.define(stimulus.defined());
        } else if (stimulus.removed() != null) {
            catalogue = catalogue.removing(++version, stimulus.removed());
            model.remove(stimulus.removed());
        } else {
            decide(stimulus);
        }
    }

    private void crash() {
        SubjectState again = SubjectState.NONE;
        for (Entry entry : log) {
            for (Event event : entry.events()) {
                again = Evolver.evolve(again, event, entry.at());
            }
            again = kept(again, entry.at());
        }
        coverage.check(Rule.R12, again.equals(state), "the log folds to another state");
        state = again;
    }

    private void decide(Stimulus stimulus) {
        SubjectState before = state;
        Decision decision = decideTwice(stimulus.input());
        Transitions.observe(before, decision.events(), now, decision.state(), coverage);
        boolean timer = stimulus.input() instanceof Input.Timer;
        if (!decision.events().isEmpty() || timer) {
            log.add(new Entry(now, decision.events()));
            decision.state().settled().forEach(this::close);
            state = kept(decision.state(), now);
        }
        Turn turn = new Turn(stimulus, before, due, decision, state, this);
        due = NextDue.of(state, policy, now).orElse(null);
        Rules.check(turn);
        Met.note(turn);
        Comparison.check(turn, modelSees(stimulus.input()));
        sent.addAll(turn.events(TaskIssued.class));
    }

    private Decision decideTwice(Input input) {
        Decision decision = Decider.decide(state, input, catalogue, policy, now);
        Decision again = Decider.decide(state, input, catalogue, policy, now);
        coverage.check(Rule.R12, decision.equals(again), "two decisions on the same input differ");
        return decision;
    }

    private Seen modelSees(Input input) {
        if (input instanceof Input.Command c) {
            return model.command(c.command(), c.actor(), c.contentHash(), c.identityHashes(), now);
        }
        if (input instanceof Input.Ack a) {
            return model.ack(a.ack(), a.tokenValid(), now);
        }
        return model.timer(now);
    }

    /** What the by-id row of a command's request says. */
    Input.Known known(Object command) {
        String requestId = Commands.requestId(command);
        String content = requestId == null ? null : closed.get(requestId);
        if (content == null) {
            return Input.Known.ABSENT;
        }
        return content.equals(command.toString()) ? Input.Known.CLOSED_SAME : Input.Known.CLOSED_OTHER;
    }

    /** What the shell keeps of a state. */
    private static SubjectState kept(SubjectState state, Instant at) {
        SubjectState kept = state.withoutSettled(at);
        return kept.isEmpty() ? SubjectState.NONE : kept;
    }

    private void close(RequestState request) {
        closed.put(request.id(), request.origin().contentHash());
    }

    /** When the subject is to be woken; null: never. */
    Instant due() {
        return due;
    }
}
