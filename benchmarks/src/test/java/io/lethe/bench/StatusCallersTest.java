package io.lethe.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is counted: answers that tell of a request. */
class StatusCallersTest {
    private static final Work WORK = Work.erasures(1, 100);
    private static final int READS = 1_000;
    /** Counted from before the callers' threads start, which may take a while. */
    private static final int SECONDS = 5;

    private final AtomicInteger there = new AtomicInteger();
    private final AtomicInteger found = new AtomicInteger();
    private final ConcurrentHashMap<String, Boolean> ids = new ConcurrentHashMap<>();

    private volatile boolean arriving;

    private StatusCallers callers() throws Exception {
        return new StatusCallers(() -> new StatusCallers.Asking() {
            @Override
            public boolean ask(String requestId) {
                boolean known = Work.number(requestId.getBytes(US_ASCII), 0) < there.get();
                if (known) {
                    found.incrementAndGet();
                    ids.put(requestId, true);
                } else if (arriving) {
                    there.incrementAndGet();
                }
                return known;
            }

            @Override
            public void close() {
                found.set(-1);
            }
        });
    }

    @Test
    void shouldWarmUpWithSoManyReadsOfWhatIsThere() throws Exception {
        there.set(WORK.requests());
        try (StatusCallers callers = callers()) {
            callers.warmUp(WORK, READS);
            assertThat(found).hasValue(READS);
        }
        assertThat(found).hasValue(-1);
    }

    @Test
    void shouldCountWhatWasFoundWhileRequestsComeIn() throws Exception {
        try (StatusCallers callers = callers()) {
            arriving = true;
            callers.start(WORK, SECONDS);
            double perSecond = callers.perSecond();
            assertThat(perSecond).isEqualTo((double) found.get() / SECONDS);
            assertThat(ids).hasSize(WORK.requests());
        }
    }

    @Test
    void shouldFailWhereARequestIsGoneThatWasThere() throws Exception {
        there.set(WORK.requests() - 1);
        try (StatusCallers callers = callers()) {
            assertThatThrownBy(() -> callers.warmUp(WORK, READS)).hasMessageContaining("was there");
        }
    }
}
