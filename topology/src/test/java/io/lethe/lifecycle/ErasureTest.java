package io.lethe.lifecycle;

import static io.lethe.schemas.Action.HARD_DELETE;
import static io.lethe.schemas.Action.RESTORE;
import static io.lethe.schemas.Action.SOFT_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.RequestEvent.ErasureStarted;
import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the request to the last hard delete: the rows of docs/lifecycle.md, one by one. */
class ErasureTest {

    @Test
    void shouldBeginBySoftDeletingEverywhere() {
        Story.of("accounts", "orders")
                .when(Ask.erasure("e"))
                .then(
                        "ErasureAccepted e",
                        "ErasureStarted e",
                        "TaskIssued e accounts SOFT_DELETE",
                        "TaskIssued e orders SOFT_DELETE")
                .isIn("e", Phase.SOFT_DELETING);
    }

    @Test
    void shouldWaitInGraceWhereNobodyCanSoftDelete() {
        Story.begin()
                .service("archive", HARD_DELETE)
                .when(Ask.erasure("e"))
                .then("ErasureAccepted e", "ErasureStarted e")
                .isIn("e", Phase.GRACE);
    }

    @Test
    void shouldEraseAtOnceWithoutGrace() {
        Story.of("accounts")
                .when(Ask.erasureWithGrace("e", "PT0S"))
                .then(
                        "ErasureAccepted e",
                        "ErasureStarted e",
                        "HardDeleteStarted e",
                        "TaskIssued e accounts HARD_DELETE");
    }

    @Test
    void shouldKeepNoTimeThatIsFinerThanItsRow() {
        Story story = Story.of("accounts").when(Ask.erasureWithGrace("e", "PT1H0.0004999S"));

        Origin origin = story.request("e").origin();
        assertThat(origin.gracePeriod()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldAskForApproval() {
        Story story = Story.of("accounts")
                .under(Policies.defaults().approved().policy())
                .when(Ask.erasure("e"))
                .then("ErasureAccepted e")
                .isIn("e", Phase.AWAITING_APPROVAL);

        story.by("operator:grace", Ask.approve("e"))
                .then("RequestApproved e", "ErasureStarted e", "TaskIssued e accounts SOFT_DELETE");
    }

    @Test
    void shouldNotLetWhoeverAskedApprove() {
        Story.of("accounts")
                .under(Policies.defaults().approved().policy())
                .given(Ask.erasure("e"))
                .when(Ask.approve("e"))
                .then("CommandRefused e SELF_APPROVAL");
    }

    @Test
    void shouldEnterGraceOnceEverySoftDeleteHasEndedOrFailed() {
        Story.of("accounts", "orders")
                .given(Ask.erasure("e"))
                .done("e", "accounts", 1)
                .then("TaskAnswered e accounts SOFT_DELETE DONE")
                .ack("e", "orders", a -> a.setOutcome(AckOutcome.FAILED).setRetryable(false))
                .then(
                        "TaskAnswered e orders SOFT_DELETE FAILED",
                        "StepFailed e orders SOFT_DELETE REFUSED",
                        "PhaseEntered e GRACE");
    }

    @Test
    void shouldDispatchWhenGraceEndsAndSkipOpenSoftDeletes() {
        Story story = Story.of("accounts", "orders")
                .under(Policies.defaults().grace(Duration.ofMinutes(5)).policy())
                .given(Ask.erasure("e"))
                .done("e", "accounts", 1);

        story.nextTimer()
                .then(
                        "StepSkipped e orders SOFT_DELETE",
                        "HardDeleteStarted e",
                        "TaskIssued e accounts HARD_DELETE",
                        "TaskIssued e orders HARD_DELETE");
    }

    @Test
    void shouldLetACancelInTheLogWinOverADueTimer() {
        Story.begin()
                .service("archive", HARD_DELETE)
                .given(Ask.erasureWithGrace("e", "P1D"))
                .after(Duration.ofDays(2))
                .when(Ask.cancel("e"))
                .then("RequestCancelled e", "StepSkipped e archive HARD_DELETE", "RequestCompleted e CANCELLED")
                .timer()
                .thenNothing();
    }

    @Test
    void shouldEraseInTheOrderOfServices() {
        Story.begin()
                .under(Policies.bare())
                .service("accounts", d -> d.setAfter(List.of("orders")), HARD_DELETE)
                .service("orders", HARD_DELETE)
                .when(Ask.erasure("e"))
                .then("ErasureAccepted e", "ErasureStarted e", "HardDeleteStarted e", "TaskIssued e orders HARD_DELETE")
                .done("e", "orders", 3)
                .then("TaskAnswered e orders HARD_DELETE DONE", "TaskIssued e accounts HARD_DELETE");
    }

    @Test
    void shouldWriteTombstonesBeforeTheServiceCountsAsDone() {
        Story.begin()
                .under(Policies.bare())
                .service("crm", Story.tombstones("crm.v1"), HARD_DELETE)
                .given(Ask.erasure("e"))
                .answers("e", "crm", AckOutcome.NOT_FOUND)
                .then("TaskAnswered e crm HARD_DELETE NOT_FOUND", "TaskIssued e crm TOMBSTONE")
                .done("e", "crm", 1)
                .then("TombstonesWritten e crm", "RequestCompleted e COMPLETED");
    }

    @Test
    void shouldWriteNoTombstonesForWhatTheLawKeeps() {
        Story.begin()
                .under(Policies.bare())
                .service("billing", Story.tombstones("billing.v1"), HARD_DELETE)
                .given(Ask.erasure("e"))
                .answers("e", "billing", AckOutcome.EXEMPT)
                .then("TaskAnswered e billing HARD_DELETE EXEMPT", "RequestCompleted e COMPLETED_WITH_EXEMPTIONS");
    }

    @Test
    void shouldEraseByTombstonesAlone() {
        Story.begin()
                .under(Policies.bare())
                .service("crm", Story.tombstones("crm.v1"))
                .when(Ask.erasure("e"))
                .then("ErasureAccepted e", "ErasureStarted e", "HardDeleteStarted e", "TaskIssued e crm TOMBSTONE");
    }

    @Test
    void shouldLetNewServicesJoinWhereNoneWereNamed() {
        Story story = Story.begin()
                .service("archive", HARD_DELETE)
                .given(Ask.erasure("e"))
                .service("ads", HARD_DELETE);

        story.nextTimer();
        while (!story.request("e").isDispatched()) {
            story.nextTimer();
        }
        story.then(
                "HardDeleteStarted e",
                "ServiceJoined e ads",
                "TaskIssued e archive HARD_DELETE",
                "TaskIssued e ads HARD_DELETE");
    }

    @Test
    void shouldKeepANamedSetAndStillAskARemovedService() {
        Story story = Story.begin()
                .service("archive", HARD_DELETE)
                .given(Ask.erasure("e", "archive"))
                .service("ads", HARD_DELETE)
                .without("archive");

        story.nextTimer();
        while (!story.request("e").isDispatched()) {
            story.nextTimer();
        }
        story.then("HardDeleteStarted e", "TaskIssued e archive HARD_DELETE");
    }

    @Test
    void shouldRestoreWhatWasAskedToHideAnsweredOrNot() {
        Story story = Story.of("accounts", "orders")
                .service("archive", HARD_DELETE)
                .given(Ask.erasure("e"))
                .done("e", "accounts", 1)
                .when(Ask.cancel("e"))
                .then(
                        "RequestCancelled e",
                        "TaskIssued e accounts RESTORE",
                        "StepSkipped e archive HARD_DELETE",
                        "TaskIssued e orders RESTORE");

        story.done("e", "accounts", 1)
                .then("TaskAnswered e accounts RESTORE DONE")
                .answers("e", "orders", AckOutcome.NOT_FOUND)
                .then("TaskAnswered e orders RESTORE NOT_FOUND", "RequestCompleted e CANCELLED");
    }

    @Test
    void shouldRefuseACancelAfterTheDispatch() {
        Story.of("accounts")
                .given(Ask.erasureWithGrace("e", "PT0S"))
                .when(Ask.cancel("e"))
                .then("CommandRefused e HARD_DELETE_STARTED")
                .when(Ask.reject("e", "unfounded"))
                .then("CommandRefused e HARD_DELETE_STARTED");
    }

    @Test
    void shouldRejectOnlyWithAReason() {
        Story story = Story.of("accounts").given(Ask.erasure("e"));

        story.when(Ask.reject("e", " ")).then("CommandRefused e INVALID_FIELD");
        story.when(Ask.reject("e", "not the data subject")).then("RequestRejected e", "TaskIssued e accounts RESTORE");
        story.done("e", "accounts", 1);
        assertThat(story.the(RequestCompleted.class).outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void shouldRefuseEveryCommandOnAnEndedRequest() {
        Story story = Story.begin().under(Policies.bare()).service("archive", HARD_DELETE);
        story.given(Ask.erasure("e"))
                .done("e", "archive", 1)
                .then("TaskAnswered e archive HARD_DELETE DONE", "RequestCompleted e COMPLETED");

        for (Object command : List.of(Ask.cancel("e"), Ask.approve("e"), Ask.retry("e"), Ask.waive("e", "archive"))) {
            story.byWith("operator:ada", command, Input.Known.CLOSED_OTHER, List.of())
                    .then("CommandRefused e REQUEST_CLOSED");
        }
    }

    @Test
    void shouldKnowWhenGraceEnds() {
        Story story = Story.of("accounts").when(Ask.erasureWithGrace("e", "P10D"));

        assertThat(story.the(ErasureStarted.class).graceEndsAt()).isEqualTo(Story.START.plus(Duration.ofDays(10)));
        assertThat(story.step("e", "accounts").action()).isEqualTo(SOFT_DELETE).isNotEqualTo(RESTORE);
    }
}
