package io.lethe.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.keys.Keys;
import io.lethe.store.CatalogueRow;
import io.lethe.store.PseudonymKey;
import io.lethe.store.RequestRow;
import io.lethe.store.SubjectRow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where an id that a caller brought is looked for. */
class RequestsTest {
    private static final UUID ID = UUID.fromString("5f0c7a5e-7d2e-4d0f-9a57-0c2b5a3f9f11");

    private final AskedRows rows = new AskedRows();
    private final Requests requests = new Requests(rows, new Partitions(4), Keys.generate(), Clock.systemUTC());

    @Test
    void shouldAskFirstWhereItWasFoundBefore() {
        rows.home = 2;

        assertThat(requests.place(ID)).get().extracting(RequestPlace::partition).isEqualTo(2);
        assertThat(rows.asked).containsExactly(0, 1, 2);
        rows.asked.clear();
        assertThat(requests.place(ID)).get().extracting(RequestPlace::partition).isEqualTo(2);
        assertThat(rows.asked).containsExactly(2);
    }

    @Test
    void shouldAskEverywhereOnceItIsGoneFromThere() {
        rows.home = 2;
        requests.place(ID);
        rows.asked.clear();
        rows.home = AskedRows.NOWHERE;

        assertThat(requests.place(ID)).isEmpty();
        assertThat(rows.asked).containsExactly(2, 0, 1, 2, 3);
    }

    @Test
    void shouldNotCallItUnknownWhereItsPartitionCannotBeRead() {
        rows.home = 2;
        requests.place(ID);
        rows.unreadable = 2;

        assertThatThrownBy(() -> requests.place(ID)).isInstanceOf(NotReadableException.class);
    }

    @Test
    void shouldRememberNothingOfWhatIsNotThere() {
        rows.home = AskedRows.NOWHERE;

        assertThat(requests.place(ID)).isEmpty();
        rows.home = 3;
        assertThat(requests.place(ID)).get().extracting(RequestPlace::partition).isEqualTo(3);
    }

    /** One request on one partition, and who was asked for it. */
    private static final class AskedRows implements Rows {
        private static final int NOWHERE = -1;

        private final List<Integer> asked = new ArrayList<>();
        private int home;
        private int unreadable = NOWHERE;

        @Override
        public Optional<RequestRow> request(int partition, String requestId) {
            asked.add(partition);
            if (partition == unreadable) {
                throw new NotReadableException("partition " + partition + " moves");
            }
            PseudonymKey key = new PseudonymKey(new byte[PseudonymKey.LENGTH]);
            return partition == home ? Optional.of(new RequestRow("s", key, "", null)) : Optional.empty();
        }

        @Override
        public Optional<SubjectRow> subject(int partition, String subjectId) {
            return Optional.empty();
        }

        @Override
        public SortedMap<String, RequestRow> requests(int partition, String after, int most) {
            return new TreeMap<>();
        }

        @Override
        public SortedMap<String, CatalogueRow> catalogue(int partition) {
            return new TreeMap<>();
        }
    }
}
