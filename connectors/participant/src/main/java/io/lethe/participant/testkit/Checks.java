package io.lethe.participant.testkit;

import static io.lethe.participant.testkit.Delivery.task;
import static io.lethe.schemas.Action.HARD_DELETE;
import static io.lethe.schemas.Action.RESTORE;
import static io.lethe.schemas.Action.SOFT_DELETE;
import static io.lethe.schemas.Action.VERIFY;

import io.lethe.participant.Ack;
import io.lethe.participant.Task;
import io.lethe.participant.TaskHandler;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The checks behind {@link ParticipantContract}. Each has subjects of its own. */
final class Checks {
    private static final Instant BEFORE_ALL = Instant.EPOCH;

    private final Delivery delivery;
    private final SubjectStore store;
    private final String run = "contract-" + UUID.randomUUID();
    private final List<String> ran = new ArrayList<>();
    private int subjects;

    /** One check; it throws when it does not hold. */
    @FunctionalInterface
    private interface Check {
        void run() throws Exception;
    }

    Checks(Map<Action, TaskHandler> handlers, SubjectStore store) {
        this.delivery = new Delivery(handlers);
        this.store = store;
    }

    List<String> runAll() throws Exception {
        String bystander = seeded();
        Object before = store.snapshot(bystander);
        check("an erasure that comes again leaves what one run leaves", this::repeatedErasure, HARD_DELETE);
        check("an erasure that runs twice at once leaves what one run leaves", this::overlappingErasure, HARD_DELETE);
        check("a subject without data is answered, not failed", this::nobody, HARD_DELETE);
        check("an erasure leaves what is newer than it", this::newer, HARD_DELETE);
        check(
                "verification counts, changes nothing, and is clean after an erasure",
                this::verification,
                VERIFY,
                HARD_DELETE);
        check("hiding and showing again gives back the same", this::hideAndShow, SOFT_DELETE, RESTORE);
        check("showing what was never hidden changes nothing", this::showUnhidden, RESTORE);
        check("late repeats bring no erased data back", this::lateRepeats, SOFT_DELETE, RESTORE, HARD_DELETE);
        expect("nobody else's data is touched", before, store.snapshot(bystander));
        return List.copyOf(ran);
    }

    private void repeatedErasure() throws Exception {
        String subject = seeded();
        Task task = task(HARD_DELETE, subject);
        delivery.once(task);
        Object once = store.snapshot(subject);
        delivery.repeated(task);
        expect("what is left after further runs", once, store.snapshot(subject));
    }

    private void overlappingErasure() throws Exception {
        String subject = seeded();
        Task task = task(HARD_DELETE, subject);
        delivery.overlapping(task);
        Object overlapped = store.snapshot(subject);
        delivery.once(task);
        expect("what runs at once leave, against a run after them", store.snapshot(subject), overlapped);
    }

    private void nobody() throws Exception {
        Ack ack = delivery.once(task(HARD_DELETE, fresh()));
        expect("rows erased of a subject without data", 0L, ack.recordsAffected());
    }

    private void newer() throws Exception {
        String subject = seeded();
        Object before = store.snapshot(subject);
        delivery.once(task(HARD_DELETE, subject, BEFORE_ALL));
        expect("data made after asOf", before, store.snapshot(subject));
    }

    private void verification() throws Exception {
        String subject = seeded();
        Object before = store.snapshot(subject);
        Ack dirty = delivery.repeated(task(VERIFY, subject));
        expect("the data after a verification", before, store.snapshot(subject));
        expect("whether a verification finds seeded data", true, dirty.recordsAffected() > 0);
        delivery.once(task(HARD_DELETE, subject));
        Ack clean = delivery.repeated(task(VERIFY, subject));
        expect("rows that a verification finds after the erasure", 0L, clean.recordsAffected());
    }

    private void hideAndShow() throws Exception {
        String subject = seeded();
        Object before = store.snapshot(subject);
        Ack hidden = delivery.repeated(task(SOFT_DELETE, subject));
        expect("the answer to a soft delete of seeded data", AckOutcome.DONE, hidden.outcome());
        expect("whether a soft delete changes anything", false, Objects.equals(before, store.snapshot(subject)));
        delivery.repeated(task(RESTORE, subject));
        expect("the data after hiding and showing", before, store.snapshot(subject));
    }

    private void showUnhidden() throws Exception {
        String subject = seeded();
        Object before = store.snapshot(subject);
        delivery.repeated(task(RESTORE, subject));
        expect("data that was never hidden", before, store.snapshot(subject));
    }

    private void lateRepeats() throws Exception {
        String subject = seeded();
        delivery.once(task(SOFT_DELETE, subject));
        delivery.once(task(HARD_DELETE, subject));
        Object erased = store.snapshot(subject);
        delivery.once(task(RESTORE, subject));
        delivery.once(task(SOFT_DELETE, subject));
        expect("the data after late repeats", erased, store.snapshot(subject));
    }

    private void check(String name, Check check, Action... needed) throws Exception {
        if (delivery.offers(needed)) {
            try {
                check.run();
            } catch (AssertionError e) {
                throw new AssertionError("Not so: " + name + ". " + e.getMessage(), e);
            }
            ran.add(name);
        }
    }

    private String fresh() {
        return run + "-" + ++subjects;
    }

    private String seeded() throws Exception {
        String subject = fresh();
        Object none = store.snapshot(subject);
        store.seed(subject);
        expect("whether seed() shows in snapshot()", false, Objects.equals(none, store.snapshot(subject)));
        return subject;
    }

    private static void expect(String what, Object expected, Object seen) {
        if (!Objects.equals(expected, seen)) {
            throw new AssertionError(what + ": expected " + expected + ", seen " + seen);
        }
    }
}
