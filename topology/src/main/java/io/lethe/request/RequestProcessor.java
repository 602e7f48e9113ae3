package io.lethe.request;

import io.lethe.keys.ControlTags;
import io.lethe.lifecycle.Decider;
import io.lethe.lifecycle.Decision;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.SubjectState;
import io.lethe.poison.DeadLetters;
import io.lethe.poison.PoisonException;
import io.lethe.schemas.TimerDue;
import io.lethe.store.PseudonymKey;
import io.lethe.store.RequestRow;
import io.lethe.store.Stores;
import io.lethe.store.SubjectRow;
import io.lethe.stream.Decided;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The one writer of each subject: verify, decide, evolve, store, hand on. */
public final class RequestProcessor implements Processor<byte[], byte[], Object, Object> {
    private final RequestSettings settings;
    private final RequestNodes nodes;
    private final SecureRandom random = new SecureRandom();
    private ProcessorContext<Object, Object> context;
    private TaskStores stores;
    private Subjects subjects;
    private Verifier verifier;
    private CatalogueStore catalogue;
    private SubjectWriter writer;
    private AuditSequence sequence;
    private CommitSignal signal;
    private Punctuation punctuation;

    /** Makes the processor of one task. */
    public RequestProcessor(RequestSettings settings, RequestNodes nodes) {
        this.settings = settings;
        this.nodes = nodes;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        stores = TaskStores.of(context);
        subjects = new Subjects(stores.subjects());
        ControlTags tags = new ControlTags(settings.keys());
        verifier = new Verifier(settings.topics(), settings.readers().get(), tags);
        catalogue = new CatalogueStore(stores.catalogue());
        punctuation = new Punctuation(context, stores, nodes.timerDue());
        writer = new SubjectWriter(stores, subjects, punctuation.timers(), settings.policy(), settings.keys());
        sequence = new AuditSequence(stores.meta());
        signal = context.getStateStore(Stores.COMMIT_SIGNAL);
        signal.onCommit(this::write);
        punctuation.schedule();
    }

    @Override
    public void close() {
        punctuation.close();
    }

    private void write() {
        subjects.write();
        sequence.write();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata where = context.recordMetadata().orElseThrow();
        try {
            take(verifier.verify(where.topic(), record.key(), record.value()), record);
        } catch (PoisonException e) {
            context.forward(DeadLetters.of(where, e, record.timestamp()), nodes.deadLetters());
        }
        signal.raise();
    }

    private void take(Verified verified, Record<byte[], byte[]> record) {
        if (verified instanceof Verified.OfSubject ofSubject) {
            command(ofSubject, record);
        } else if (verified instanceof Verified.Answer answer) {
            answer(answer, record);
        } else if (verified instanceof Verified.Change change) {
            List<Event> events = catalogue.apply(change.change());
            publish(record, null, null, Actors.ACTIVATOR, events, SubjectState.NONE);
        }
    }

    private void command(Verified.OfSubject verified, Record<byte[], byte[]> record) {
        SubjectRow row = row(verified.subjectId());
        Object content = verified.command().getCommand();
        Instant firedAt = content instanceof TimerDue due ? due.getDueAt() : null;
        if (firedAt != null) {
            punctuation.read(verified.command().getIssuedAt(), record.timestamp());
            decide(verified.subjectId(), row, new Input.Timer(), verified, record, firedAt, Actors.TIMER);
            return;
        }
        String actor = Actors.of(verified.command().getIssuedBy(), verified.subjectId(), row.pseudonymKey());
        Input.Command input = new Input.Command(
                verified.command(),
                actor,
                known(verified.subjectId(), content),
                Contents.hash(row.pseudonymKey(), verified.subjectId(), content),
                Contents.identities(row.pseudonymKey(), content));
        Decision decision = decide(verified.subjectId(), row, input, verified, record, null, actor);
        settings.listener().decided(verified.command().getCommandId(), decision.events());
    }

    private void answer(Verified.Answer answer, Record<byte[], byte[]> record) {
        SubjectRow row = subjects.get(answer.subjectId());
        if (row == null) {
            // Nothing is known of the subject: there is nothing to change, and unknown requests leave no trace.
            return;
        }
        var ack = answer.ack();
        boolean valid = settings.keys()
                .tokenValid(ack.getToken(), answer.subjectId(), ack.getTaskId(), ack.getService(), ack.getAction());
        Input.Ack input = new Input.Ack(ack, valid);
        decide(answer.subjectId(), row, input, null, record, null, Actors.ofService(ack.getService()));
    }

    private Decision decide(
            String subjectId,
            SubjectRow row,
            Input input,
            Verified.OfSubject command,
            Record<byte[], byte[]> record,
            Instant firedAt,
            String actor) {
        Instant now = Instant.ofEpochMilli(record.timestamp());
        Decision decision = Decider.decide(row.state(), input, catalogue.catalogue(), settings.policy(), now);
        if (decision.events().isEmpty() && firedAt == null) {
            return decision;
        }
        if (command != null) {
            writer.accept(subjectId, row.with(decision.state(), null), command.command(), decision.events());
        }
        // Before the rows of settled requests go: their last records carry identities.
        publish(record, subjectId, row.pseudonymKey(), actor, decision.events(), decision.state());
        writer.save(subjectId, row, decision.state(), firedAt, now);
        return decision;
    }

    private SubjectRow row(String subjectId) {
        SubjectRow row = subjects.get(subjectId);
        return row != null ? row : new SubjectRow(newKey(), SubjectState.NONE, null);
    }

    private PseudonymKey newKey() {
        byte[] bytes = new byte[PseudonymKey.LENGTH];
        random.nextBytes(bytes);
        return new PseudonymKey(bytes);
    }

    private Input.Known known(String subjectId, Object content) {
        String requestId = RequestIds.of(content);
        RequestRow row = requestId == null ? null : stores.requests().get(requestId);
        if (row == null || (!row.isClosed() && subjectId.equals(row.subjectId()))) {
            return Input.Known.ABSENT;
        }
        if (row.subjectId() != null && !subjectId.equals(row.subjectId())) {
            return Input.Known.FOREIGN;
        }
        String hash = Contents.hash(row.pseudonymKey(), subjectId, content);
        return hash.equals(row.contentHash()) ? Input.Known.CLOSED_SAME : Input.Known.CLOSED_OTHER;
    }

    private void publish(
            Record<byte[], byte[]> record,
            String subjectId,
            PseudonymKey key,
            String actor,
            List<Event> events,
            SubjectState state) {
        if (events.isEmpty()) {
            return;
        }
        Decided decided = new Decided(
                subjectId,
                key,
                context.taskId().partition(),
                sequence.take(events.size()),
                Instant.ofEpochMilli(record.timestamp()),
                actor,
                events,
                state,
                Outgoing.rows(stores.identities(), events),
                catalogue.catalogue());
        Record<Object, Object> out =
                new Record<>(subjectId, decided, record.timestamp(), TraceHeaders.of(record.headers()));
        nodes.steps().forEach(step -> context.forward(out, step));
    }
}
