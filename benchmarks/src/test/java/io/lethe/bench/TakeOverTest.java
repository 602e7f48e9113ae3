package io.lethe.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.query.Partitions;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TakeOverTest {
    private static final Partitions PARTITIONS = new Partitions(3);
    private static final long KILLED = -5_000_000_000L;

    private final Work work = TakeOver.everywhere(7, PARTITIONS);

    @Test
    void shouldReachEachPartitionWithTheFewestRequests() {
        List<Integer> reached = partitions();

        assertThat(reached).contains(0, 1, 2);
        assertThat(reached.subList(0, reached.size() - 1)).doesNotContain(reached.get(reached.size() - 1));
    }

    @Test
    void shouldCountTheFirstRequestOfEachPartitionThatWasLost() {
        // Partition 0 after 10 s, 1 after 11 s and 2 after 12 s, each further request of them a second later.
        int[] before = new int[PARTITIONS.count()];
        long[] done = partitions().stream()
                .mapToLong(partition -> KILLED + (10L + partition + before[partition]++) * 1_000_000_000L)
                .toArray();

        assertThat(TakeOver.of(work, PARTITIONS, Set.of(0, 1, 2), KILLED, done)).isEqualTo(new TakeOver(3, 10, 12));
        assertThat(TakeOver.of(work, PARTITIONS, Set.of(1), KILLED, done)).isEqualTo(new TakeOver(1, 11, 11));
        assertThatThrownBy(() -> TakeOver.of(work, PARTITIONS, Set.of(), KILLED, done))
                .hasMessageContaining("no partition");
    }

    private List<Integer> partitions() {
        return IntStream.range(0, work.requests())
                .map(number -> PARTITIONS.of(work.subjectId(number)))
                .boxed()
                .toList();
    }
}
