package io.lethe.lifecycle;

import static io.lethe.schemas.Action.HARD_DELETE;
import static io.lethe.schemas.Action.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.schemas.AckOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** After the hard delete services look for what is left (rule 14). */
class VerificationTest {
    private static Story erased() {
        return Story.begin()
                .under(Policies.defaults().grace(Duration.ZERO).policy())
                .service("accounts", HARD_DELETE, VERIFY)
                .service("archive", HARD_DELETE)
                .given(Ask.erasure("e"))
                .done("e", "archive", 1)
                .done("e", "accounts", 5);
    }

    private static Story asked() {
        return erased().after(Duration.ofDays(1)).timer();
    }

    @Test
    void shouldWaitBeforeItVerifies() {
        erased().then("TaskAnswered e accounts HARD_DELETE DONE", "PhaseEntered e VERIFYING")
                .waitsFor("e", "VERIFY 2027-03-02T09:00:00Z");
    }

    @Test
    void shouldAskThoseThatCanTell() {
        asked().then("TaskIssued e accounts VERIFY");
    }

    @Test
    void shouldCompleteWhenNothingIsLeft() {
        asked().done("e", "accounts", 0).then("TaskAnswered e accounts VERIFY DONE", "RequestCompleted e COMPLETED");
        asked().answers("e", "accounts", AckOutcome.NOT_FOUND)
                .then("TaskAnswered e accounts VERIFY NOT_FOUND", "RequestCompleted e COMPLETED");
    }

    @Test
    void shouldNotTakeAnExemptionForClean() {
        asked().answers("e", "accounts", AckOutcome.EXEMPT).then("AckIgnored e accounts VERIFY BAD_OUTCOME");
    }

    @Test
    void shouldEraseAgainInANewRoundWhatIsLeft() {
        Story story = asked().done("e", "accounts", 2)
                .then("ResidueFound e accounts", "PhaseEntered e HARD_DELETING", "TaskIssued e accounts HARD_DELETE");

        assertThat(story.step("e", "accounts").round()).isEqualTo(2);
    }

    @Test
    void shouldGiveUpAfterThreeRoundsAndSayWhy() {
        Story story = asked();
        for (int round = 1; round < 3; round++) {
            story.done("e", "accounts", 2).done("e", "accounts", 2);
            story.after(Duration.ofDays(1)).timer().then("TaskIssued e accounts VERIFY");
        }

        story.done("e", "accounts", 2)
                .then("ResidueFound e accounts", "StepFailed e accounts VERIFY RESIDUE", "RequestFailed e")
                .waitsFor("e", "OPERATOR:accounts");
    }

    /** Accounts and orders have erased and are asked whether anything is left. */
    private static Story bothVerify() {
        return Story.begin()
                .under(Policies.defaults().grace(Duration.ZERO).policy())
                .service("accounts", HARD_DELETE, VERIFY)
                .service("orders", HARD_DELETE, VERIFY)
                .given(Ask.erasure("e"))
                .done("e", "orders", 1)
                .done("e", "accounts", 5)
                .after(Duration.ofDays(1))
                .timer();
    }

    @Test
    void shouldNotTakeAWaivedResidueBackForAnOlderAnswer() {
        Story story = bothVerify();
        for (int round = 1; round < 3; round++) {
            story.done("e", "accounts", 2).done("e", "accounts", 2);
            story.after(Duration.ofDays(1)).timer();
        }
        story.done("e", "accounts", 2).given(Ask.waive("e", "accounts"));

        story.answers("e", "accounts", AckOutcome.NOT_FOUND).then("AckIgnored e accounts VERIFY DUPLICATE");
        story.done("e", "orders", 0)
                .then("TaskAnswered e orders VERIFY DONE", "RequestCompleted e COMPLETED_WITH_EXEMPTIONS");
    }

    @Test
    void shouldTakeALateCleanVerificationOfAWaivedService() {
        Story story = bothVerify().given(Ask.waive("e", "accounts"));

        story.answers("e", "accounts", AckOutcome.NOT_FOUND).then("TaskAnswered e accounts VERIFY NOT_FOUND");
    }

    @Test
    void shouldCountWhatWasErasedOverRoundsAsFarAsACountGoes() {
        Story story = Story.begin()
                .under(Policies.defaults().grace(Duration.ZERO).policy())
                .service("accounts", HARD_DELETE, VERIFY)
                .given(Ask.erasure("e"))
                .done("e", "accounts", Long.MAX_VALUE);
        story.after(Duration.ofDays(1)).timer().done("e", "accounts", 2).done("e", "accounts", 2);

        assertThat(story.step("e", "accounts").recordsAffected()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldTakeUpAResidueAsANewRound() {
        Story story = asked();
        for (int round = 1; round < 3; round++) {
            story.done("e", "accounts", 2).done("e", "accounts", 2);
            story.after(Duration.ofDays(1)).timer();
        }
        story.done("e", "accounts", 2);

        story.when(Ask.retry("e"))
                .then(
                        "StepRetried e accounts",
                        "PhaseEntered e HARD_DELETING",
                        "TaskIssued e accounts HARD_DELETE",
                        "RequestResumed e");
        assertThat(story.step("e", "accounts").round()).isEqualTo(4);
    }
}
