package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RequestEvent.DeadlineApproaching;
import io.lethe.lifecycle.RequestEvent.DeadlineMissed;
import io.lethe.lifecycle.RequestEvent.ExportExpiring;
import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.RequestEvent.RequestFailed;
import io.lethe.lifecycle.RequestEvent.RequestResumed;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.lifecycle.StepStatus;
import io.lethe.lifecycle.SubjectEvent.CommandRefused;
import io.lethe.lifecycle.SubjectEvent.RequestIdClashed;
import io.lethe.lifecycle.SubjectEvent.SubjectForgotten;
import io.lethe.lifecycle.SubjectState;
import io.lethe.lifecycle.model.Model;
import io.lethe.lifecycle.model.ModelRequest;
import io.lethe.lifecycle.model.ModelStep;
import io.lethe.lifecycle.model.Seen;
import io.lethe.schemas.Action;
import java.util.Objects;
import java.util.stream.Stream;

/** Engine and model say the same: what came out, and where everything stands. */
final class Comparison {
    private Comparison() {}

    static void check(Turn turn, Seen expected) {
        Seen seen = new Seen();
        turn.events().forEach(e -> put(seen, e));
        if (!seen.equals(expected)) {
            throw new BrokenRule(Rule.MODEL, "engine " + seen + "\n model " + expected + "\n events " + turn.events());
        }
        try {
            state(turn.after(), turn.world().model);
        } catch (BrokenRule e) {
            throw new BrokenRule(Rule.MODEL, e.getMessage() + "\n events " + turn.events());
        }
    }

    private static void put(Seen seen, Event event) {
        if (event instanceof TaskIssued e) {
            seen.tasks.add(e.requestId() + "/" + e.service() + "/" + e.action() + "/" + e.round() + "/" + e.attempt()
                    + (e.resend() ? "!" : ""));
        } else if (event instanceof RequestCompleted e) {
            seen.completed.add(e.requestId() + ":" + e.outcome());
        } else if (event instanceof CommandRefused e) {
            seen.refused.add((e.requestId() == null ? "-" : e.requestId()) + ":" + e.code());
        } else if (event instanceof SubjectForgotten) {
            seen.told.add("-:forgotten");
        } else {
            String what = told(event);
            Stream.ofNullable(what).forEach(w -> seen.told.add(event.requestId() + ":" + w));
        }
    }

    private static String told(Event event) {
        if (event instanceof RequestIdClashed) {
            return "clashed";
        }
        if (event instanceof DeadlineApproaching) {
            return "approaching";
        }
        if (event instanceof ExportExpiring) {
            return "expiring";
        }
        if (event instanceof DeadlineMissed) {
            return "missed";
        }
        if (event instanceof RequestFailed) {
            return "failed";
        }
        return event instanceof RequestResumed e && e.services().isEmpty() ? "resumed" : null;
    }

    private static void state(SubjectState state, Model model) {
        same("requests", null, state.requests().size(), model.requests.size());
        same("holds", null, state.holds().size(), model.holds.size());
        same("stub", null, state.closed().size(), model.stub);
        for (int i = 0; i < model.requests.size(); i++) {
            request(state.requests().get(i), model.requests.get(i));
        }
    }

    private static void request(RequestState engine, ModelRequest model) {
        String id = model.id;
        same("id", id, engine.id(), id);
        same("phase", id, engine.phase(), model.phase);
        same("outcome", id, engine.isOpen() ? null : engine.ending().outcome(), model.outcome);
        same("dueAt", id, engine.deadline().dueAt(), model.dueAt);
        same("extended", id, engine.deadline().extended(), model.extended);
        same("missed", id, engine.deadline().missed(), model.missed);
        same("failed", id, engine.progress().failed(), model.failed);
        same("graceEndsAt", id, engine.progress().graceEndsAt(), model.graceEndsAt);
        same("dispatchedAt", id, engine.progress().dispatchedAt(), model.dispatchedAt);
        same("ridesOn", id, engine.progress().coalescedWith(), model.ridesOn);
        if (engine.phase() == Phase.VERIFYING) {
            same("verifyAt", id, engine.progress().verifyAt(), model.verifyAt);
        }
        same("services", id, engine.steps().size(), model.steps.size());
        engine.steps().forEach(s -> step(id + "/" + s.service(), s, model.steps.get(s.service())));
    }

    private static void step(String ref, Step engine, ModelStep model) {
        if (model == null) {
            throw new BrokenRule(Rule.MODEL, "step " + ref + " is not in the model");
        }
        same("action", ref, engine.taskAction(), outNow(model));
        same("status", ref, engine.status(), model.status);
        same("round", ref, engine.round(), model.round);
        same("attempt", ref, engine.attempt(), model.attempt);
        same("nextAt", ref, engine.nextAt(), model.nextAt);
    }

    /** Once tombstones are written, the engine speaks of the hard delete again. */
    private static Action outNow(ModelStep model) {
        boolean over = model.status == StepStatus.DONE || model.status == StepStatus.NOT_FOUND;
        return model.action == Action.TOMBSTONE && over ? Action.HARD_DELETE : model.action;
    }

    private static void same(String what, String ref, Object engine, Object model) {
        if (!Objects.equals(engine, model)) {
            throw new BrokenRule(Rule.MODEL, what + " of " + ref + ": engine " + engine + ", model " + model);
        }
    }
}
