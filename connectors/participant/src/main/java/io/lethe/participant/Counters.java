package io.lethe.participant;

import java.util.concurrent.atomic.LongAdder;

/** Counts behind {@link ParticipantStats}. */
final class Counters {
    final LongAdder answered = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder handlerFailures = new LongAdder();
    final LongAdder poison = new LongAdder();

    ParticipantStats snapshot() {
        return new ParticipantStats(answered.sum(), repeated.sum(), handlerFailures.sum(), poison.sum());
    }
}
