package io.lethe.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.lifecycle.SubjectState;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.TimerDue;
import io.lethe.store.IdentitiesRow;
import io.lethe.store.PseudonymKey;
import io.lethe.store.RequestRow;
import io.lethe.store.SubjectRow;
import io.lethe.store.TaskDirectory;
import io.lethe.timer.TimerQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What wall-clock time does. It decides nothing: a due timer becomes a TimerDue command at the end of the log, in the transaction that removes its
 * row, so that whatever stands in the log already is decided first. Wall clock and not stream time, because time must pass without traffic.
 */
final class Punctuation {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    /** Well below the transaction timeout: a punctuator blocks its whole thread. */
    private static final Duration LONGEST = Duration.ofMillis(50);

    private static final int MOST_AT_ONCE = 1_000;
    /** Commands of ours that stand unread in the log: more would only delay other inputs. */
    private static final int MOST_UNREAD = 5_000;
    /** Deleted rows leave a changelog's disk only when its segments roll, and those roll only when something is appended. */
    private static final Duration HEARTBEAT = Duration.ofHours(1);
    /** Soon after the task begins: one that moves more often than hourly would have none. */
    private static final Duration FIRST_HEARTBEAT = Duration.ofMinutes(1);

    private static final String HEARTBEAT_KEY = "";

    private final ProcessorContext<Object, Object> context;
    private final TaskStores stores;
    private final String timerDue;
    private final TimerQueue timers;
    private final BrokerTime brokers = new BrokerTime();
    private List<Cancellable> scheduled = List.of();
    private int unread;

    Punctuation(ProcessorContext<Object, Object> context, TaskStores stores, String timerDue) {
        this.context = context;
        this.stores = stores;
        this.timerDue = timerDue;
        this.timers = new TimerQueue(stores.timers(), stores.meta(), System::nanoTime);
    }

    TimerQueue timers() {
        return timers;
    }

    void schedule() {
        Instant first = Instant.ofEpochMilli(context.currentSystemTimeMs()).plus(FIRST_HEARTBEAT);
        scheduled = List.of(
                context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::drain),
                context.schedule(first, HEARTBEAT, PunctuationType.WALL_CLOCK_TIME, this::heartbeat));
        // All is restored by now.
        TaskDirectory.isCurrent(context.stateDir().toPath());
    }

    /** Streams would go on calling: a task that it revives after an error keeps what was scheduled, and begins anew on other stores. */
    void close() {
        scheduled.forEach(Cancellable::cancel);
        scheduled = List.of();
        TaskDirectory.isCurrent(context.stateDir().toPath());
    }

    /** A TimerDue was read, issued by some host's clock and appended by the brokers'; it may be one that an earlier run of this task appended. */
    void read(Instant issuedAt, long appendedAt) {
        unread = Math.max(0, unread - 1);
        brokers.read(issuedAt.toEpochMilli(), appendedAt, context.currentSystemTimeMs());
    }

    private void drain(long now) {
        int most = Math.min(MOST_AT_ONCE, MOST_UNREAD - unread);
        timers.drain(Instant.ofEpochMilli(brokers.at(now)), most, LONGEST, new TimerQueue.Sink() {
            @Override
            public void subject(Instant dueAt, String subjectId) {
                append(dueAt, subjectId, now);
            }

            @Override
            public void summary(String requestId) {
                stores.requests().delete(requestId);
            }
        });
    }

    private void append(Instant dueAt, String subjectId, long now) {
        String name = "timer/" + subjectId + '/' + dueAt.toEpochMilli();
        String commandId = UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
        PrivacyCommand command =
                new PrivacyCommand(commandId, Instant.ofEpochMilli(now), Actors.TIMER, new TimerDue(dueAt));
        // Never the due time: brokers refuse timestamps far from theirs.
        context.forward(new Record<>(subjectId, command, now), timerDue);
        unread++;
    }

    private void heartbeat(long now) {
        PseudonymKey nobody = new PseudonymKey(new byte[PseudonymKey.LENGTH]);
        stores.meta().put(HEARTBEAT_KEY, now);
        stores.subjects().put(HEARTBEAT_KEY, new SubjectRow(nobody, SubjectState.NONE, null));
        stores.requests().put(HEARTBEAT_KEY, new RequestRow(null, nobody, "", null));
        stores.identities().put(HEARTBEAT_KEY, IdentitiesRow.NONE);
        timers.heartbeat();
        TaskDirectory.isCurrent(context.stateDir().toPath());
    }
}
