package io.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.query.NotReadableException;
import io.lethe.query.Partitions;
import io.lethe.query.Rows;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.services.Problem;
import io.lethe.store.CatalogueRow;
import io.lethe.store.RequestRow;
import io.lethe.store.SubjectRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ActivationsTest {
    private static final ServiceDefinition ERASES = definition(Action.HARD_DELETE);
    private static final ServiceDefinition EXPORTS = definition(Action.EXPORT);

    private final TwoPartitions rows = new TwoPartitions();
    private final List<Problem> problems = new ArrayList<>();
    private long activated;
    private long nanos;
    private final Catalogues catalogues = new Catalogues(rows, new Partitions(2));
    private final Activations activations =
            new Activations(catalogues, () -> activated, change -> problems, Runnable::run, () -> nanos);

    @Test
    void shouldBeDoneWhenEveryPartitionHasTheChange() {
        CompletableFuture<Void> done = activations.of(new ServiceChange("orders", 5, ERASES));

        rows.define(0, 5, ERASES);
        activations.look();
        assertThat(done).isNotDone();
        rows.define(1, 5, ERASES);
        activations.look();

        assertThat(done).isCompleted();
    }

    @Test
    void shouldBeDoneWhenEveryPartitionHasTheRemoval() {
        CompletableFuture<Void> done = activations.of(new ServiceChange("orders", 6, null));

        rows.define(0, 5, ERASES);
        rows.remove(1, 6);
        activations.look();
        assertThat(done).isNotDone();
        rows.remove(0, 6);
        activations.look();

        assertThat(done).isCompleted();
    }

    @Test
    void shouldNotTakeALaterChangeForItsOwn() {
        CompletableFuture<Void> done = activations.of(new ServiceChange("orders", 5, ERASES));

        rows.define(0, 6, EXPORTS);
        rows.define(1, 6, EXPORTS);
        activations.look();

        assertThat(code(done)).isEqualTo(ProblemCode.SERVICE_CHANGED);
    }

    @Test
    void shouldTellWhyTheActivatorRefused() {
        problems.add(new Problem("after", "a cycle: orders → crm → orders"));
        CompletableFuture<Void> done = activations.of(new ServiceChange("orders", 5, ERASES));
        pass(Duration.ofSeconds(3));
        assertThat(done).as("before the activator came to it").isNotDone();

        activated = 5;
        pass(Duration.ofSeconds(1));
        assertThat(done).as("asked a moment ago").isNotDone();
        pass(Duration.ofSeconds(1));

        assertThat(code(done)).isEqualTo(ProblemCode.INVALID_FIELD);
        assertThatThrownBy(done::join).hasMessageContaining("after: a cycle: orders → crm → orders");
    }

    @Test
    void shouldSayThatThereWasNothingToRemove() {
        CompletableFuture<Void> done = activations.of(new ServiceChange("orders", 6, null));
        pass(Duration.ofSeconds(2));
        assertThat(done).as("before the activator came to it").isNotDone();

        activated = 6;
        pass(Duration.ofSeconds(2));

        assertThat(code(done)).isEqualTo(ProblemCode.NO_SUCH_SERVICE);
    }

    @Test
    void shouldWaitForARemovalThatSomePartitionsHaveStillToTake() {
        CompletableFuture<Void> done = activations.of(new ServiceChange("orders", 6, null));
        rows.define(1, 5, ERASES);
        activated = 6;
        pass(Duration.ofSeconds(2));

        assertThat(done).isNotDone();
    }

    @Test
    void shouldTakeADefinitionForActiveOnlyWhereNoLaterChangeIsOnItsWay() {
        rows.define(0, 5, ERASES);
        rows.define(1, 5, ERASES);
        assertThat(catalogues.isActive(ERASES, 5)).isTrue();
        assertThat(catalogues.isActive(ERASES, 6))
                .as("something stands behind it")
                .isFalse();
        assertThat(catalogues.isActive(EXPORTS, 5)).isFalse();

        rows.define(0, "crm", 6);
        assertThat(catalogues.isActive(ERASES, 6)).as("taken by one partition").isFalse();
        assertThat(catalogues.haveTaken(6)).isFalse();
        rows.define(1, "crm", 6);
        assertThat(catalogues.isActive(ERASES, 6)).isTrue();
        assertThat(catalogues.haveTaken(6)).isTrue();
    }

    @Test
    void shouldHaveTakenNothingWhereThereIsNothing() {
        assertThat(catalogues.haveTaken(0)).isTrue();
        assertThat(catalogues.haveTaken(1)).isFalse();
        assertThat(catalogues.isActive(ERASES, 0)).isFalse();
    }

    @Test
    void shouldGiveUpAfterAWhileAndSaySo() {
        CompletableFuture<Void> done = activations.of(new ServiceChange("orders", 5, ERASES));
        activated = 5;
        rows.readable = false;
        pass(Duration.ofSeconds(29));
        assertThat(done).isNotDone();

        pass(Duration.ofSeconds(1));

        assertThat(code(done)).isEqualTo(ProblemCode.NOT_DECIDED);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        activations.look();
    }

    private static ProblemCode code(CompletableFuture<Void> done) {
        assertThat(done).isCompletedExceptionally();
        try {
            done.join();
            throw new AssertionError("completed");
        } catch (java.util.concurrent.CompletionException e) {
            return ((ProblemException) e.getCause()).code();
        }
    }

    private static ServiceDefinition definition(Action action) {
        return new ServiceDefinition("orders", List.of(action), List.of(), List.of(), null, null, null);
    }

    private static final class TwoPartitions implements Rows {
        private final List<SortedMap<String, CatalogueRow>> catalogues = List.of(new TreeMap<>(), new TreeMap<>());
        private boolean readable = true;

        void define(int partition, long version, ServiceDefinition definition) {
            catalogues.get(partition).put("orders", new CatalogueRow(version, false, definition));
        }

        void define(int partition, String another, long version) {
            catalogues.get(partition).put(another, new CatalogueRow(version, false, EXPORTS));
        }

        void remove(int partition, long version) {
            catalogues.get(partition).put("orders", new CatalogueRow(version, true, ERASES));
        }

        @Override
        public SortedMap<String, CatalogueRow> catalogue(int partition) {
            if (!readable) {
                throw new NotReadableException("it moves");
            }
            return catalogues.get(partition);
        }

        @Override
        public Optional<RequestRow> request(int partition, String requestId) {
            return Optional.empty();
        }

        @Override
        public Optional<SubjectRow> subject(int partition, String subjectId) {
            return Optional.empty();
        }

        @Override
        public SortedMap<String, RequestRow> requests(int partition, String after, int most) {
            return new TreeMap<>();
        }
    }
}
