package io.lethe.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(1);

    private KeyValueStore<Bytes, byte[]> rows;
    private KeyValueStore<String, Long> meta;
    private TimerQueue timers;
    private final List<String> fired = new ArrayList<>();

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        rows = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("timers"), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        meta = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("meta"), Serdes.String(), Serdes.Long())
                .withLoggingDisabled()
                .build();
        for (StateStore store : List.of(rows, meta)) {
            store.init(context.getStateStoreContext(), store);
        }
        timers = new TimerQueue(rows, meta, System::nanoTime);
    }

    @Test
    void shouldFireWhatIsDueInOrderOfTime() {
        timers.setSubject(at(20), "b");
        timers.setSubject(at(10), "a");
        timers.setSubject(at(30), "c");

        drain(at(9));
        assertThat(fired).isEmpty();
        drain(at(20));
        assertThat(fired).containsExactly("a", "b");
        drain(at(30));
        assertThat(fired).containsExactly("a", "b", "c");
    }

    @Test
    void shouldNotMissARowOfTheSameTimeWithASmallerId() {
        timers.setSubject(at(10), "m");
        drain(at(10));
        timers.setSubject(at(10), "a");
        drain(at(10));

        assertThat(fired).containsExactly("m", "a");
    }

    @Test
    void shouldTakeBackAnEarlierRowThanTheCursor() {
        timers.setSubject(at(100), "late");
        drain(at(100));
        timers.setSubject(at(50), "early");
        reopen();
        drain(at(100));

        assertThat(fired).containsExactly("late", "early");
    }

    @Test
    void shouldKeepWhatIsLeftOfABudget() {
        for (int i = 0; i < 10; i++) {
            timers.setSubject(at(i), "s" + i);
        }
        timers.drain(at(60), 4, LONG, sink());
        assertThat(fired).hasSizeLessThanOrEqualTo(4);
        for (int i = 0; i < 5; i++) {
            timers.drain(at(60), 4, LONG, sink());
        }
        assertThat(fired).hasSize(10);
    }

    /** A row of a negative time would stand behind all others, and the cursor with it. */
    @Test
    void shouldTakeATimeBefore1970AsDueAndGoOn() {
        timers.setSubject(Instant.parse("0001-01-01T00:00:00Z"), "old");
        timers.setSubject(at(10), "a");
        drain(at(10));
        timers.setSubject(at(20), "b");
        timers.setSubject(Instant.EPOCH.minusMillis(1), "removed");
        timers.removeSubject(Instant.EPOCH.minusMillis(1), "removed");
        drain(at(20));

        assertThat(fired).containsExactly("old", "a", "b");
    }

    @Test
    void shouldNotDelayTimersByAJumpOfTheClock() {
        timers.setSubject(at(10), "a");
        drain(at(1_000_000));
        timers.setSubject(at(20), "b");
        drain(at(21));

        assertThat(fired).containsExactly("a", "b");
    }

    @Test
    void shouldAgreeWithANaiveModel() {
        long seed = System.nanoTime();
        assertThatCode(() -> compareWithANaiveModel(new Random(seed)))
                .as("seed %d", seed)
                .doesNotThrowAnyException();
    }

    private void compareWithANaiveModel(Random random) {
        Map<String, Integer> model = new TreeMap<>();
        List<String> expected = new ArrayList<>();
        int now = 0;
        for (int step = 0; step < 5_000; step++) {
            String id = "s" + random.nextInt(50);
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> {
                    Integer old = model.get(id);
                    if (old != null) {
                        timers.removeSubject(at(old), id);
                    }
                    int due = now + random.nextInt(500) - 20;
                    timers.setSubject(at(Math.max(0, due)), id);
                    model.put(id, Math.max(0, due));
                }
                case 4 -> {
                    Integer old = model.remove(id);
                    if (old != null) {
                        timers.removeSubject(at(old), id);
                    }
                }
                case 5 -> reopen();
                default -> {
                    now += random.nextInt(40);
                    drain(at(now));
                    int time = now;
                    List<String> due = model.entrySet().stream()
                            .filter(e -> e.getValue() <= time)
                            .map(Map.Entry::getKey)
                            .toList();
                    expected.addAll(due);
                    due.forEach(model::remove);
                }
            }
        }
        assertThat(fired).containsExactlyInAnyOrderElementsOf(expected);
        List<String> left = new ArrayList<>();
        timers.forEach(key -> left.add(key.id()));
        assertThat(left).containsExactlyInAnyOrderElementsOf(model.keySet());
    }

    private void reopen() {
        timers = new TimerQueue(rows, meta, System::nanoTime);
    }

    private void drain(Instant now) {
        timers.drain(now, 10_000, LONG, sink());
    }

    private TimerQueue.Sink sink() {
        return new TimerQueue.Sink() {
            @Override
            public void subject(Instant dueAt, String subjectId) {
                fired.add(subjectId);
            }

            @Override
            public void summary(String requestId) {
                fired.add("summary " + requestId);
            }
        };
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
