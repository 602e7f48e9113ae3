package io.lethe.lifecycle;

import static io.lethe.schemas.Action.HARD_DELETE;
import static io.lethe.schemas.Action.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.SubjectEvent.CommandRefused;
import io.lethe.lifecycle.SubjectEvent.HoldPlaced;
import io.lethe.schemas.AckOutcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A hold stops hard deletes of what it covers, and nothing else (rule 6). */
class HoldsTest {
    private static Story services() {
        return Story.begin()
                .under(Policies.defaults().unverified().policy())
                .service("accounts", HARD_DELETE)
                .service("orders", HARD_DELETE);
    }

    @Test
    void shouldNeedNoRequest() {
        Story story = services().when(Ask.hold("h")).then("HoldPlaced h");

        story.when(Ask.erasureWithGrace("e", "PT0S"))
                .then("ErasureAccepted e", "ErasureStarted e", "PhaseEntered e ON_HOLD")
                .waitsFor("e", "HOLD:h");
    }

    @Test
    void shouldResumeByItselfOnRelease() {
        services()
                .given(Ask.hold("h"))
                .given(Ask.erasureWithGrace("e", "PT0S"))
                .when(Ask.release("h"))
                .then(
                        "HoldReleased h",
                        "HardDeleteStarted e",
                        "TaskIssued e accounts HARD_DELETE",
                        "TaskIssued e orders HARD_DELETE");
    }

    @Test
    void shouldResumeByItselfWhenItsTimeIsOver() {
        Instant until = Story.START.plus(Duration.ofDays(2));

        services()
                .given(Ask.holdUntil("h", until))
                .given(Ask.erasureWithGrace("e", "PT0S"))
                .waitsFor("e", "HOLD:h 2027-03-03T09:00:00Z")
                .nextTimer()
                .then(
                        "HoldExpired h",
                        "HardDeleteStarted e",
                        "TaskIssued e accounts HARD_DELETE",
                        "TaskIssued e orders HARD_DELETE");
    }

    @Test
    void shouldStopOneServiceAndLetTheOthersGo() {
        services()
                .given(Ask.hold("h", "orders"))
                .when(Ask.erasureWithGrace("e", "PT0S"))
                .then(
                        "ErasureAccepted e",
                        "ErasureStarted e",
                        "HardDeleteStarted e",
                        "TaskIssued e accounts HARD_DELETE")
                .done("e", "accounts", 1)
                .then("TaskAnswered e accounts HARD_DELETE DONE", "PhaseEntered e ON_HOLD")
                .when(Ask.release("h"))
                .then("HoldReleased h", "PhaseEntered e HARD_DELETING", "TaskIssued e orders HARD_DELETE");
    }

    @Test
    void shouldSayWhatHadBeenSentBefore() {
        Story story = services().given(Ask.erasureWithGrace("e", "PT0S")).when(Ask.hold("h", "orders"));

        assertThat(story.the(HoldPlaced.class).alreadyDispatched()).containsExactly("orders");
    }

    @Test
    void shouldStopARepeatedHardDeleteToo() {
        Story story = services()
                .given(Ask.erasureWithGrace("e", "PT0S"))
                .done("e", "accounts", 1)
                .given(Ask.hold("h", "orders"));
        story.after(Duration.ofHours(1)).timer().thenNothing();

        story.given(Ask.release("h")).timer().then("TaskIssued e orders HARD_DELETE");
    }

    @Test
    void shouldLetAnAnswerThroughThatWasOnItsWay() {
        services()
                .given(Ask.erasureWithGrace("e", "PT0S"))
                .done("e", "accounts", 1)
                .given(Ask.hold("h"))
                .done("e", "orders", 1)
                .then("TaskAnswered e orders HARD_DELETE DONE", "RequestCompleted e COMPLETED");
    }

    @Test
    void shouldStopNeitherVerificationNorRestore() {
        Story.begin()
                .under(Policies.defaults().grace(Duration.ZERO).policy())
                .service("accounts", HARD_DELETE, VERIFY)
                .given(Ask.erasure("e"))
                .done("e", "accounts", 1)
                .given(Ask.hold("h"))
                .after(Duration.ofDays(1))
                .timer()
                .then("TaskIssued e accounts VERIFY");
        Story.of("accounts")
                .given(Ask.erasure("e"))
                .given(Ask.hold("h"))
                .when(Ask.cancel("e"))
                .then("RequestCancelled e", "TaskIssued e accounts RESTORE");
    }

    @Test
    void shouldLetTombstonesBeTheLastWord() {
        Story.begin()
                .under(Policies.bare())
                .service("crm", Story.tombstones("crm.v1"), HARD_DELETE)
                .given(Ask.erasure("e"))
                .given(Ask.hold("h"))
                .answers("e", "crm", AckOutcome.DONE)
                .then("TaskAnswered e crm HARD_DELETE DONE", "TaskIssued e crm TOMBSTONE");
    }

    @Test
    void shouldStopTombstonesThatAreTheHardDelete() {
        Story.begin()
                .under(Policies.bare())
                .service("crm", Story.tombstones("crm.v1"))
                .given(Ask.hold("h"))
                .when(Ask.erasure("e"))
                .then("ErasureAccepted e", "ErasureStarted e", "PhaseEntered e ON_HOLD");
    }

    @Test
    void shouldOutliveRequests() {
        Story story = services()
                .given(Ask.erasureWithGrace("e", "PT0S"))
                .given(Ask.hold("h"))
                .done("e", "accounts", 1)
                .done("e", "orders", 1);

        assertThat(story.state().hold("h")).isPresent();
    }

    @Test
    void shouldRefuseAHoldThatSaysNotEnough() {
        services()
                .when(Ask.aHold("h").setReason(" ").build())
                .then("CommandRefused INVALID_FIELD")
                .when(Ask.hold("no/hold"))
                .then("CommandRefused INVALID_FIELD")
                .when(Ask.hold("h", "orders", "nobody"))
                .then("CommandRefused UNKNOWN_SERVICE")
                .when(Ask.holdUntil("h", Story.START))
                .then("CommandRefused INVALID_FIELD");
    }

    @Test
    void shouldNotRepeatWhatCannotBeAName() {
        Story story = services().when(Ask.hold("h", "anna@example.org"));
        assertThat(story.the(CommandRefused.class).field()).isEqualTo("?");

        story.when(Ask.hold("h", "nobody"));
        assertThat(story.the(CommandRefused.class).field()).isEqualTo("nobody");
        story.when(Ask.hold("no/hold"));
        assertThat(story.the(CommandRefused.class).field()).isEqualTo("holdId");
    }

    @Test
    void shouldTakeARepeatForOneAndRefuseAnotherUnderItsId() {
        services()
                .given(Ask.hold("h"))
                .when(Ask.hold("h"))
                .thenNothing()
                .when(Ask.hold("h", "orders"))
                .then("CommandRefused HOLD_ID_REUSED")
                .when(Ask.release("other"))
                .then("CommandRefused UNKNOWN_HOLD");
    }
}
