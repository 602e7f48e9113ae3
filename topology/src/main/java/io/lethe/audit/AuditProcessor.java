package io.lethe.audit;

import io.lethe.lifecycle.Event;
import io.lethe.schemas.AuditEntry;
import io.lethe.stream.Decided;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Writes each event to the audit log, on the partition of the task that decided it. */
public final class AuditProcessor extends ContextualProcessor<String, Decided, Void, AuditEntry> {
    @Override
    public void process(Record<String, Decided> record) {
        Decided decided = record.value();
        String subject =
                decided.pseudonymKey() == null ? null : decided.pseudonymKey().pseudonym(decided.subjectId());
        Words words = new Words(decided.subjectId(), decided.pseudonymKey());
        long sequence = decided.sequence();
        for (Event event : decided.events()) {
            AuditEntry entry = EventCodec.entry(
                    event, decided.partition(), sequence++, decided.at(), subject, decided.actor(), words);
            context().forward(new Record<>(null, entry, record.timestamp()));
        }
    }
}
