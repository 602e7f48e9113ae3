package io.lethe.lifecycle;

import static io.lethe.schemas.Action.HARD_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.StepEvent.TombstonesWritten;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nulls that were to be written to topics which the service has no more (rules 2 and 10). */
class LostTopicsTest {

    /** The nulls could not be written; then the service was defined anew, without topics. */
    private static Story lost(boolean retryable, Action... actions) {
        Story story = Story.begin()
                .under(Policies.bare())
                .service("crm", Story.tombstones("crm.v1"), actions)
                .given(Ask.erasure("e"));
        if (actions.length > 0) {
            story.answers("e", "crm", AckOutcome.NOT_FOUND);
        }
        return story.ack(
                        "e",
                        "crm",
                        a -> a.setOutcome(AckOutcome.FAILED)
                                .setRetryable(retryable)
                                .setReason("TOPIC_MISSING"))
                .service("crm", HARD_DELETE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAskForTheHardDeleteThatTheNullsStoodFor(boolean retryable) {
        Story story = lost(retryable).after(Duration.ofDays(7)).timer();

        assertThat(story.step("e", "crm").taskAction()).isEqualTo(HARD_DELETE);
        assertThat(story.step("e", "crm").status()).isEqualTo(StepStatus.SENT);
        assertThat(story.step("e", "crm").attempt()).isEqualTo(1);
        story.done("e", "crm", 3).then("TaskAnswered e crm HARD_DELETE DONE", "RequestCompleted e COMPLETED");
    }

    @Test
    void shouldAskForTheHardDeleteWhereAPersonTakesItUpAgain() {
        lost(false).when(Ask.retry("e")).then("StepRetried e crm", "TaskIssued e crm HARD_DELETE", "RequestResumed e");
    }

    @Test
    void shouldNotAskForItWhileItIsHeld() {
        lost(true)
                .given(Ask.hold("h"))
                .after(Duration.ofDays(1))
                .timer()
                .thenNothing()
                .when(Ask.release("h"))
                .timer()
                .then("TaskIssued e crm HARD_DELETE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldCountAnAnsweredHardDeleteWithoutThem(boolean retryable) {
        Story story = lost(retryable, HARD_DELETE).after(Duration.ofDays(7)).timer();

        story.then("TombstonesWritten e crm", "RequestCompleted e COMPLETED");
        assertThat(story.the(TombstonesWritten.class).written()).isZero();
    }

    @Test
    void shouldCountAnAnsweredHardDeleteWhereAPersonTakesItUpAgain() {
        lost(false, HARD_DELETE)
                .when(Ask.retry("e"))
                .then("StepRetried e crm", "TombstonesWritten e crm", "RequestCompleted e COMPLETED");
    }
}
