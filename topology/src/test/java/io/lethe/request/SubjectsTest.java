package io.lethe.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.ClosedRequest;
import io.lethe.lifecycle.SubjectState;
import io.lethe.store.PseudonymKey;
import io.lethe.store.RowSerdes;
import io.lethe.store.SubjectRow;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubjectsTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private KeyValueStore<String, SubjectRow> store;
    private Subjects subjects;

    @BeforeEach
    void open() {
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("subjects"), Serdes.String(), RowSerdes.subjects())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
        subjects = new Subjects(store);
    }

    @Test
    void shouldChangeTheStoreAtACommitAlone() {
        subjects.put("alice", row(1));
        subjects.put("alice", row(2));
        assertThat(subjects.get("alice")).isEqualTo(row(2));
        assertThat(store.get("alice")).isNull();

        subjects.write();
        assertThat(store.get("alice")).isEqualTo(row(2));
    }

    @Test
    void shouldKnowThatASubjectIsGoneBeforeTheStoreDoes() {
        store.put("alice", row(1));
        subjects.delete("alice");
        assertThat(subjects.get("alice")).isNull();
        assertThat(store.get("alice")).isNotNull();

        subjects.write();
        assertThat(store.get("alice")).isNull();
    }

    @Test
    void shouldTakeASubjectThatCameBackBeforeTheCommit() {
        store.put("alice", row(1));
        subjects.delete("alice");
        subjects.put("alice", row(3));
        subjects.write();
        assertThat(store.get("alice")).isEqualTo(row(3));
    }

    @Test
    void shouldNotWriteAgainWhatDidNotChange() {
        subjects.put("alice", row(1));
        subjects.write();
        store.delete("alice");
        subjects.write();
        assertThat(store.get("alice")).isNull();
    }

    @Test
    void shouldWriteWhatItHasNoRoomFor() {
        for (int subject = 0; subject < 50; subject++) {
            subjects.put("subject-" + subject, row(1_000));
        }
        assertThat(store.get("subject-0")).isEqualTo(row(1_000));
        assertThat(store.get("subject-49")).isNull();
        assertThat(subjects.get("subject-0")).isEqualTo(row(1_000));

        subjects.write();
        for (int subject = 0; subject < 50; subject++) {
            assertThat(store.get("subject-" + subject)).isEqualTo(row(1_000));
        }
    }

    private static SubjectRow row(int closed) {
        var requests = Collections.nCopies(closed, new ClosedRequest("8f14e45f-ceea-467f-9575-1b2c3d4e5f60", AT));
        var state = new SubjectState(List.of(), requests, List.of(), AT, false);
        return new SubjectRow(new PseudonymKey(new byte[PseudonymKey.LENGTH]), state, null);
    }
}
