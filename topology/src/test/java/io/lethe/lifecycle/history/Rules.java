package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Event;

/** All rules of a turn: of the input as it meets what was known, of each event as it meets those before it, and of the state at rest. */
final class Rules {
    private Rules() {}

    static void check(Turn turn) {
        DispatchRules dispatch = new DispatchRules(turn);
        CommandRules.check(turn);
        AnswerRules.check(turn);
        for (Event event : turn.events()) {
            new TaskRules(turn.world()).check(event);
            new RequestRules(turn.world()).check(event);
            turn.world().ledger.write(event, turn.world());
        }
        dispatch.check();
        Standing.check(turn);
    }
}
