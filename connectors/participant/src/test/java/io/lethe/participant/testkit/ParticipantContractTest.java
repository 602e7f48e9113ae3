package io.lethe.participant.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.participant.Ack;
import io.lethe.participant.Participant;
import io.lethe.participant.ParticipantBuilder;
import io.lethe.participant.Task;
import io.lethe.testing.Patience;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParticipantContractTest {
    private final Map<String, List<Row>> rows = new ConcurrentHashMap<>();
    private final SubjectStore store = new SubjectStore() {
        @Override
        public void seed(String subjectId) {
            rows.put(subjectId, List.of(new Row("a", Instant.now(), false), new Row("b", Instant.now(), false)));
        }

        @Override
        public Object snapshot(String subjectId) {
            return rows.getOrDefault(subjectId, List.of());
        }
    };

    private record Row(String text, Instant createdAt, boolean hidden) {}

    @Test
    void shouldPassHandlersThatKeepTheContract() throws Exception {
        assertThat(ParticipantContract.of(good(), store).check()).hasSize(8);
    }

    @Test
    void shouldCheckOnlyWhatHasAHandler() throws Exception {
        var erasing = Participant.builder("s").onHardDelete(this::erase);
        assertThat(ParticipantContract.of(erasing, store).check()).hasSize(4);
    }

    @Test
    void shouldCatchAnErasureThatFailsWhenItComesAgain() {
        assertBroken(
                good().onHardDelete(task -> rows.containsKey(task.subjectId()) ? erase(task) : Ack.failed("gone")),
                "an erasure that comes again");
    }

    @Test
    void shouldCatchAnErasureThatGoesOnAtEachRun() {
        assertBroken(
                good().onHardDelete(task -> {
                    List<Row> mine = rows.getOrDefault(task.subjectId(), List.of());
                    rows.put(task.subjectId(), mine.isEmpty() ? mine : mine.subList(1, mine.size()));
                    return Ack.done(mine.isEmpty() ? 0 : 1);
                }),
                "an erasure that comes again");
    }

    @Test
    void shouldCatchAnErasureThatCannotRunTwiceAtOnce() {
        Thread oneAfterTheOther = Thread.currentThread();
        AtomicInteger others = new AtomicInteger();
        CyclicBarrier inside = new CyclicBarrier(2);
        assertBroken(
                good().onHardDelete(task -> {
                    if (Thread.currentThread().equals(oneAfterTheOther) || others.incrementAndGet() > 2) {
                        return erase(task);
                    }
                    inside.await(Patience.MOST.toSeconds(), TimeUnit.SECONDS);
                    return Ack.failed("deadlock");
                }),
                "an erasure that runs twice at once");
    }

    @Test
    void shouldCatchAnErasureThatIgnoresTheMomentItIsMeantFor() {
        assertBroken(
                good().onHardDelete(task -> done(rows.remove(task.subjectId()))), "an erasure leaves what is newer");
    }

    @Test
    void shouldCatchAnErasureThatTakesTooMuch() {
        assertBroken(
                good().onHardDelete(task -> {
                    Ack ack = erase(task);
                    rows.keySet().removeIf(subject -> !subject.equals(task.subjectId()));
                    return ack;
                }),
                "nobody else's data");
    }

    @Test
    void shouldCatchAVerificationThatIsAlwaysClean() {
        assertBroken(good().onVerify(task -> Ack.notFound()), "verification counts");
    }

    @Test
    void shouldCatchAVerificationThatCleansUp() {
        assertBroken(good().onVerify(this::erase), "verification counts");
    }

    @Test
    void shouldCatchARestoreThatDoesNothing() {
        assertBroken(good().onRestore(task -> Ack.done(0)), "hiding and showing");
    }

    @Test
    void shouldCatchARestoreThatBringsErasedDataBack() {
        assertBroken(
                good().onRestore(task -> {
                    rows.computeIfAbsent(task.subjectId(), any -> List.of(new Row("zombie", Instant.now(), false)));
                    return hide(task, false);
                }),
                "late repeats");
    }

    @Test
    void shouldSayWhenTheStoreDoesNotShowItsSeed() {
        SubjectStore blind = new SubjectStore() {
            @Override
            public void seed(String subjectId) {
                // holds nothing
            }

            @Override
            public Object snapshot(String subjectId) {
                return "";
            }
        };
        assertThatThrownBy(() -> ParticipantContract.of(good(), blind).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed()");
    }

    private ParticipantBuilder good() {
        return Participant.builder("s")
                .onSoftDelete(task -> hide(task, true))
                .onRestore(task -> hide(task, false))
                .onHardDelete(this::erase)
                .onVerify(task -> done(covered(task)));
    }

    private void assertBroken(ParticipantBuilder handlers, String check) {
        assertThatThrownBy(() -> ParticipantContract.of(handlers, store).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(check);
    }

    private Ack hide(Task task, boolean hidden) {
        List<Row> changed = rows.computeIfPresent(
                task.subjectId(),
                (subject, mine) -> mine.stream()
                        .map(row -> new Row(row.text(), row.createdAt(), hidden))
                        .toList());
        return done(changed);
    }

    private Ack erase(Task task) {
        List<Row> covered = covered(task);
        rows.computeIfPresent(task.subjectId(), (subject, mine) -> {
            List<Row> left =
                    mine.stream().filter(row -> !task.covers(row.createdAt())).toList();
            return left.isEmpty() ? null : left;
        });
        return done(covered);
    }

    private List<Row> covered(Task task) {
        return rows.getOrDefault(task.subjectId(), List.of()).stream()
                .filter(row -> task.covers(row.createdAt()))
                .toList();
    }

    private static Ack done(List<Row> changed) {
        return changed == null || changed.isEmpty() ? Ack.notFound() : Ack.done(changed.size());
    }
}
