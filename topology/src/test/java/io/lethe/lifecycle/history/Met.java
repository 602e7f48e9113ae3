package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.lifecycle.StepEvent.AckIgnored;
import io.lethe.lifecycle.StepEvent.StepFailed;
import io.lethe.lifecycle.SubjectEvent.CommandRefused;

/** What came out of a turn, counted. */
final class Met {
    private Met() {}

    static void note(Turn turn) {
        turn.events().forEach(e -> note(e, turn.world().coverage));
    }

    private static void note(Event event, Coverage coverage) {
        coverage.met(Coverage.Of.EVENT, event.name());
        if (event instanceof CommandRefused e) {
            coverage.met(Coverage.Of.REFUSAL, e.code().name());
        } else if (event instanceof RequestRejected e && e.refused() != null) {
            coverage.met(Coverage.Of.REFUSAL, e.refused().name());
        } else if (event instanceof AckIgnored e) {
            coverage.met(Coverage.Of.IGNORED, e.kind().name());
        } else if (event instanceof StepFailed e) {
            coverage.met(Coverage.Of.FAILURE, e.code().name());
        } else if (event instanceof RequestCompleted e) {
            coverage.met(Coverage.Of.OUTCOME, e.type() + " " + e.outcome());
        }
    }
}
