package io.lethe.lifecycle;

import java.time.Instant;

/**
 * The rules. An input is taken first, and only then does everything that can move on by itself do so; time moves requests only where the input
 * is a timer, so whatever stands in the log before it (a cancel, a hold) comes first.
 */
public final class Decider {
    /** No request needs as many rounds of its own; more than that for each means that two rules undo each other. */
    private static final int MAX_ROUNDS_EACH = 20;

    private Decider() {}

    /**
     * What an input leads to.
     *
     * @param state what is known of the subject
     * @param input the input, checked by the shell
     * @param catalogue services as of the input's place in the log
     * @param policy the deployment's settings
     * @param now time of the input's record
     */
    public static Decision decide(SubjectState state, Input input, Catalogue catalogue, Policy policy, Instant now) {
        Deciding deciding = new Deciding(state, catalogue, policy, now);
        if (input instanceof Input.Command command) {
            Commands.take(deciding, command);
        } else if (input instanceof Input.Ack ack) {
            Answers.take(deciding, ack);
        } else {
            Timers.fire(deciding);
        }
        settle(deciding);
        if (input instanceof Input.Timer) {
            Exports.announce(deciding);
        }
        Failures.report(deciding);
        return deciding.decision();
    }

    private static void settle(Deciding deciding) {
        int most = MAX_ROUNDS_EACH * (1 + deciding.requestIds().size());
        int rounds = 0;
        int before;
        do {
            before = deciding.emitted();
            deciding.requestIds().forEach(id -> advance(deciding, id));
            if (++rounds > most) {
                throw new IllegalStateException("a decision does not come to rest after " + most + " rounds");
            }
        } while (deciding.emitted() > before);
    }

    private static void advance(Deciding deciding, String requestId) {
        if (deciding.get(requestId).isErasure()) {
            Erasures.advance(deciding, requestId);
        } else {
            Exports.advance(deciding, requestId);
        }
    }
}
