package io.lethe.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.config.Topics;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.Policy;
import io.lethe.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PunctuationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final String TIMERS_DUE = "timers-due";

    @TempDir
    Path directory;

    private final List<StateStore> opened = new ArrayList<>();
    private MockProcessorContext<Object, Object> context;

    @BeforeEach
    void open() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "punctuation");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        context = new MockProcessorContext<>(settings, new TaskId(0, 0), directory.toFile());
        context.setCurrentSystemTimeMs(NOW.toEpochMilli());
        for (StoreBuilder<?> builder : RequestStores.builders(Map.of())) {
            if (builder.name().equals(Stores.COMMIT_SIGNAL)) {
                // Needs a real task, and nothing here commits.
                context.addStateStore(builder.build());
            } else {
                StateStore store = builder.withLoggingDisabled().build();
                store.init(context.getStateStoreContext(), store);
                context.addStateStore(store);
                opened.add(store);
            }
        }
    }

    @AfterEach
    void close() {
        opened.forEach(StateStore::close);
    }

    /** Streams revives a task after an error with the same processor: it closes it, restores the stores and calls init again. */
    @Test
    void shouldHaveOnlyTheNewPunctuatorsAfterARevival() {
        RequestProcessor processor = processor();
        processor.init(context);
        List<CapturedPunctuator> first = List.copyOf(running());

        processor.close();
        processor.init(context);

        assertThat(first).hasSize(2).allMatch(CapturedPunctuator::cancelled);
        assertThat(running()).hasSize(2);
    }

    @Test
    void shouldBeatSoonAfterItsStartAndThenHourly() {
        processor().init(context);

        CapturedPunctuator heartbeat = running().get(1);
        assertThat(heartbeat.getStartTime()).isEqualTo(NOW.plusSeconds(60));
        assertThat(heartbeat.getInterval()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldTellThatItsDirectoryIsInUse() throws IOException {
        RequestProcessor processor = processor();
        List<Runnable> signs = List.of(
                () -> processor.init(context),
                () -> running().get(1).getPunctuator().punctuate(NOW.toEpochMilli()),
                processor::close);
        for (Runnable sign : signs) {
            Files.setLastModifiedTime(directory, FileTime.from(NOW.minus(Duration.ofDays(400))));
            sign.run();
            assertThat(Files.getLastModifiedTime(directory).toInstant())
                    .isAfter(Instant.now().minus(Duration.ofHours(1)));
        }
    }

    @Test
    void shouldNotWakeASubjectAgainAndAgainBeforeTheBrokersSayThatItIsTime() {
        Punctuation punctuation = new Punctuation(context, TaskStores.of(context), TIMERS_DUE);
        punctuation.schedule();
        Instant due = NOW;

        wakeEarly(punctuation, due);
        drain(due.plusMillis(100));
        drain(due.plus(AHEAD).minusMillis(1));
        assertThat(woken()).isZero();

        drain(due.plus(AHEAD));
        assertThat(woken()).isEqualTo(1);
    }

    @Test
    void shouldGoByItsClockAgainWhenThatIsRight() {
        Punctuation punctuation = new Punctuation(context, TaskStores.of(context), TIMERS_DUE);
        punctuation.schedule();
        wakeEarly(punctuation, NOW);
        Instant later = NOW.plus(Duration.ofHours(1));

        punctuation.timers().setSubject(later, "bob");

        at(later);
        punctuation.read(later, later.plusMillis(5).toEpochMilli());
        drain(later);

        assertThat(woken()).isEqualTo(2);
    }

    @Test
    void shouldNotTakeAnotherHostsClockForItsOwn() {
        Punctuation punctuation = new Punctuation(context, TaskStores.of(context), TIMERS_DUE);
        punctuation.schedule();
        punctuation.timers().setSubject(NOW, "alice");

        punctuation.read(NOW.plus(AHEAD), NOW.toEpochMilli());
        drain(NOW);

        assertThat(woken()).isEqualTo(1);
    }

    /** The host's clock is ahead: it wakes a subject that finds nothing due and sets the same timer again. */
    private void wakeEarly(Punctuation punctuation, Instant due) {
        punctuation.timers().setSubject(due, "alice");
        drain(due);
        assertThat(woken()).isEqualTo(1);
        punctuation.read(due, due.minus(AHEAD).toEpochMilli());
        punctuation.timers().setSubject(due, "alice");
    }

    private void drain(Instant hostTime) {
        context.resetForwards();
        at(hostTime);
        running().get(0).getPunctuator().punctuate(hostTime.toEpochMilli());
    }

    private void at(Instant hostTime) {
        context.setCurrentSystemTimeMs(hostTime.toEpochMilli());
    }

    private int woken() {
        return context.forwarded(TIMERS_DUE).size();
    }

    private List<CapturedPunctuator> running() {
        return context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .toList();
    }

    private static RequestProcessor processor() {
        Topics topics = new Topics("privacy.");
        RequestSettings settings = new RequestSettings(
                new RequestTopics(topics.commands(), topics.acks()),
                Policy.defaults(),
                Keys.generate(),
                () -> new Readers(null, null),
                DecisionListener.NONE);
        return new RequestProcessor(settings, new RequestNodes(List.of(), TIMERS_DUE, "dead-letters"));
    }
}
