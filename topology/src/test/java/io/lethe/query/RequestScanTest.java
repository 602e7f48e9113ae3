package io.lethe.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.keys.Keys;
import io.lethe.query.RequestScan.Found;
import io.lethe.query.RequestScan.Position;
import io.lethe.store.CatalogueRow;
import io.lethe.store.PseudonymKey;
import io.lethe.store.RequestRow;
import io.lethe.store.SubjectRow;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RequestScanTest {
    private static final int COUNT = 3;

    private final PartitionedRows rows = new PartitionedRows();
    private final Partitions partitions = new Partitions(COUNT);
    private final RequestScan scan =
            new RequestScan(rows, new Requests(rows, partitions, Keys.generate(), Clock.systemUTC()), partitions);

    @Test
    void shouldWalkThroughAllPartitionsInStretches() {
        rows.add(0, 450).add(2, 30);

        Set<String> seen = new HashSet<>();
        Optional<Position> at = Optional.of(Position.START);
        int stretches = 0;
        while (at.isPresent()) {
            Found found = scan.from(at.get(), view -> true, 1_000, 100);
            found.views().forEach(view -> assertThat(seen.add(view.requestId())).isTrue());
            assertThat(found.unread()).isEmpty();
            at = found.next();
            stretches++;
        }

        assertThat(seen).hasSize(480);
        assertThat(stretches).isEqualTo(5);
    }

    @Test
    void shouldStopAtTheBudgetWhereNothingIsFound() {
        rows.add(0, 500);

        Found found = scan.from(Position.START, view -> false, 10, 250);

        assertThat(found.views()).isEmpty();
        assertThat(found.next()).get().extracting(Position::partition).isEqualTo(0);
    }

    @Test
    void shouldSayWhichPartitionsItCouldNotRead() {
        rows.add(0, 3).add(1, 3).add(2, 3);
        rows.unreadable.add(1);

        Found found = scan.from(Position.START, view -> true, 100, 100);

        assertThat(found.views()).hasSize(6);
        assertThat(found.unread()).containsExactly(1);
        assertThat(found.next()).isEmpty();
    }

    @Test
    void shouldNotTakeForEmptyWhatItCannotRead() {
        rows.unreadable.addAll(List.of(0, 1, 2));

        assertThatThrownBy(() -> scan.from(Position.START, view -> true, 100, 100))
                .isInstanceOf(NotReadableException.class);
        assertThatThrownBy(() -> scan.from(new Position(1, "x"), view -> true, 100, 100))
                .isInstanceOf(NotReadableException.class);
    }

    @Test
    void shouldEndBehindTheLastPartition() {
        assertThat(scan.from(new Position(COUNT, ""), view -> true, 10, 10).next())
                .isEmpty();
    }

    /** Rows of requests alone: they read as not decided yet. */
    private static final class PartitionedRows implements Rows {
        private final List<SortedMap<String, RequestRow>> requests =
                List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        private final Set<Integer> unreadable = new HashSet<>();

        PartitionedRows add(int partition, int count) {
            for (int i = 0; i < count; i++) {
                requests.get(partition)
                        .put(
                                "%d-%04d".formatted(partition, i),
                                new RequestRow("s", new PseudonymKey(new byte[PseudonymKey.LENGTH]), "", null));
            }
            return this;
        }

        @Override
        public Optional<RequestRow> request(int partition, String requestId) {
            return Optional.ofNullable(requests.get(partition).get(requestId));
        }

        @Override
        public Optional<SubjectRow> subject(int partition, String subjectId) {
            return Optional.empty();
        }

        @Override
        public SortedMap<String, RequestRow> requests(int partition, String after, int most) {
            if (unreadable.contains(partition)) {
                throw new NotReadableException("partition " + partition + " moves");
            }
            SortedMap<String, RequestRow> found = new TreeMap<>();
            requests.get(partition).tailMap(after + '\0').entrySet().stream()
                    .limit(most)
                    .forEach(row -> found.put(row.getKey(), row.getValue()));
            return found;
        }

        @Override
        public SortedMap<String, CatalogueRow> catalogue(int partition) {
            return new TreeMap<>();
        }
    }
}
