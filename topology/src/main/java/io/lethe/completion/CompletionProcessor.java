package io.lethe.completion;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RequestEvent;
import io.lethe.stream.Decided;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Publishes one completion for each request that ends, and the notifications that go with what happened. */
public final class CompletionProcessor extends ContextualProcessor<String, Decided, String, SpecificRecord> {
    private final String completions;
    private final String notifications;

    /**
     * Forwards to two nodes.
     *
     * @param completions node for completions
     * @param notifications node for notifications
     */
    public CompletionProcessor(String completions, String notifications) {
        this.completions = completions;
        this.notifications = notifications;
    }

    @Override
    public void process(Record<String, Decided> record) {
        Decided decided = record.value();
        for (Event event : decided.events()) {
            if (event instanceof RequestEvent.RequestCompleted ended) {
                context().forward(of(record, Completions.of(decided, ended)), completions);
            }
            Notifications.of(decided, event).ifPresent(n -> context().forward(of(record, n), notifications));
        }
    }

    /** Without headers: these are for everybody. */
    private static Record<String, SpecificRecord> of(Record<String, Decided> record, SpecificRecord value) {
        return new Record<>(record.key(), value, record.timestamp());
    }
}
