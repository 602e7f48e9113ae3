package io.lethe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void shouldLeaveTheFirstTenthOut() {
        long[] begun = new long[1_000];
        long[] ended = LongStream.range(0, 1_000)
                .map(i -> i < 100 ? 60_000_000_000L : (i - 99) * 1_000_000)
                .toArray();

        Latencies latencies = Latencies.of(begun, ended, 2);

        assertThat(latencies.p50Millis()).isEqualTo(450);
        assertThat(latencies.p99Millis()).isEqualTo(891);
        assertThat(latencies.cpuMicrosPerRequest()).isEqualTo(2_000);
    }
}
