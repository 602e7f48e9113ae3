package io.lethe.lifecycle;

import static io.lethe.schemas.Action.HARD_DELETE;
import static io.lethe.schemas.Action.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.SubjectEvent.CommandRefused;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.ServiceAck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Silence, failures, and what people do about them (rules 4, 5 and 8). */
class AttemptsTest {
    private static void down(ServiceAck.Builder ack) {
        ack.setOutcome(AckOutcome.FAILED).setRetryable(true).setReason("down");
    }

    private static void refuse(ServiceAck.Builder ack) {
        ack.setOutcome(AckOutcome.FAILED).setRetryable(false).setReason("NO_SUCH_TABLE");
    }

    private static Story erasing() {
        return Story.begin()
                .under(Policies.defaults()
                        .grace(Duration.ZERO)
                        .unverified()
                        .attempts(3)
                        .policy())
                .service("accounts", HARD_DELETE)
                .given(Ask.erasure("e"));
    }

    private static Instant minutes(long n) {
        return Story.START.plus(Duration.ofMinutes(n));
    }

    @Test
    void shouldAskAgainAfterTheTimeoutAndTwiceAsLongEachTime() {
        Story story = erasing();
        assertThat(story.step("e", "accounts").nextAt()).isEqualTo(minutes(10));

        story.nextTimer().then("TaskIssued e accounts HARD_DELETE");
        assertThat(story.step("e", "accounts").nextAt()).isEqualTo(minutes(10 + 20));
        assertThat(story.step("e", "accounts").attempt()).isEqualTo(2);
    }

    @Test
    void shouldFailTheStepWhenTheLastAttemptIsNotAnswered() {
        erasing()
                .nextTimer()
                .nextTimer()
                .nextTimer()
                .then("StepFailed e accounts HARD_DELETE TIMEOUT", "RequestFailed e")
                .waitsFor("e", "OPERATOR:accounts");
    }

    @Test
    void shouldAskAgainAfterARetryableFailure() {
        Story story =
                erasing().ack("e", "accounts", AttemptsTest::down).then("TaskAnswered e accounts HARD_DELETE FAILED");
        assertThat(story.step("e", "accounts").nextAt()).isEqualTo(minutes(10));

        story.waitsFor("e", "SERVICE:accounts 2027-03-01T09:10:00Z")
                .nextTimer()
                .then("TaskIssued e accounts HARD_DELETE");
    }

    @Test
    void shouldFailTheStepAtOnceWhenItIsFinal() {
        erasing()
                .ack("e", "accounts", AttemptsTest::refuse)
                .then(
                        "TaskAnswered e accounts HARD_DELETE FAILED",
                        "StepFailed e accounts HARD_DELETE REFUSED",
                        "RequestFailed e");
    }

    @Test
    void shouldIgnoreAFailureOfAnEarlierAttempt() {
        erasing()
                .nextTimer()
                .ack("e", "accounts", a -> {
                    refuse(a);
                    a.setAttempt(1);
                })
                .then("AckIgnored e accounts HARD_DELETE OLD_ATTEMPT");
    }

    @Test
    void shouldSendAFailedStepsTaskEveryWeekAsTheSameAttempt() {
        Story story = erasing().ack("e", "accounts", AttemptsTest::refuse);

        story.after(Duration.ofDays(7)).timer().then("TaskIssued e accounts HARD_DELETE");
        assertThat(story.step("e", "accounts").attempt()).isEqualTo(1);
        assertThat(story.step("e", "accounts").status()).isEqualTo(StepStatus.FAILED);
    }

    @Test
    void shouldTakeAGoodAnswerThatComesAfterTheFailure() {
        erasing()
                .ack("e", "accounts", AttemptsTest::refuse)
                .done("e", "accounts", 3)
                .then("TaskAnswered e accounts HARD_DELETE DONE", "RequestCompleted e COMPLETED");
    }

    @Test
    void shouldRetryWithAttemptsThatCountOn() {
        Story story = erasing().ack("e", "accounts", AttemptsTest::refuse);

        story.when(Ask.retry("e"))
                .then("StepRetried e accounts", "TaskIssued e accounts HARD_DELETE", "RequestResumed e");
        assertThat(story.step("e", "accounts").attempt()).isEqualTo(2);
        assertThat(story.step("e", "accounts").tries()).isEqualTo(1);
        story.when(Ask.retry("e")).then("CommandRefused e NOTHING_TO_RETRY");
    }

    @Test
    void shouldGoOnWithoutAWaivedService() {
        erasing()
                .ack("e", "accounts", AttemptsTest::refuse)
                .when(Ask.waive("e", "accounts"))
                .then("StepWaived e accounts", "RequestCompleted e COMPLETED_WITH_EXEMPTIONS");
    }

    @Test
    void shouldRefuseToWaiveWhatIsNotThereOrOver() {
        Story story = erasing().service("orders", HARD_DELETE);
        story.when(Ask.waive("e", "orders")).then("CommandRefused e UNKNOWN_SERVICE");
        story.when(Ask.waive("e", RequestState.PACKAGER)).then("CommandRefused e NOT_SUPPORTED");

        Story verifying = Story.begin()
                .under(Policies.defaults().grace(Duration.ZERO).policy())
                .service("accounts", HARD_DELETE, VERIFY)
                .service("archive", HARD_DELETE)
                .given(Ask.erasure("e"))
                .done("e", "archive", 1);
        verifying.when(Ask.waive("e", "archive")).then("CommandRefused e SERVICE_FINISHED");
    }

    @Test
    void shouldNotRepeatWhatCannotBeAName() {
        Story story = erasing().when(Ask.waive("e", "anna@example.org"));
        assertThat(story.the(CommandRefused.class).field()).isEqualTo("?");

        story.when(new RetryRequest("e", List.of("Anna Muster")));
        assertThat(story.the(CommandRefused.class).field()).isEqualTo("?");
    }

    @Test
    void shouldIgnoreAnAnswerWithAWrongTokenAndSaySoOnce() {
        Story story = erasing();
        ServiceAck forged = Inputs.ack("e", "accounts", HARD_DELETE, 1).build();

        story.ack(forged, false).then("AckIgnored e accounts HARD_DELETE WRONG_TOKEN");
        story.ack(forged, false).thenNothing();
        assertThat(story.step("e", "accounts").status()).isEqualTo(StepStatus.SENT);
    }

    @Test
    void shouldIgnoreAnswersOfStrangersWithoutATrace() {
        erasing()
                .ack(Inputs.ack("unknown", "accounts", HARD_DELETE, 1).build(), true)
                .thenNothing()
                .ack(Inputs.ack("e", "nobody", HARD_DELETE, 1).build(), true)
                .thenNothing();
    }

    @Test
    void shouldIgnoreAnswersToAnotherTaskOrRound() {
        erasing()
                .ack(Inputs.ack("e", "accounts", VERIFY, 1).build(), true)
                .then("AckIgnored e accounts VERIFY OTHER_TASK")
                .ack(Inputs.ack("e", "accounts", HARD_DELETE, 2).build(), true)
                .thenNothing();
    }

    @Test
    void shouldIgnoreADuplicateOnceTheStepHasEnded() {
        Story story = erasing().service("orders", HARD_DELETE).given(Ask.erasure("f"));
        Story two = Story.begin()
                .under(Policies.bare())
                .service("accounts", HARD_DELETE)
                .service("orders", HARD_DELETE)
                .given(Ask.erasure("e"))
                .done("e", "accounts", 1)
                .done("e", "accounts", 1);
        two.then("AckIgnored e accounts HARD_DELETE DUPLICATE");
        story.isIn("f", Phase.QUEUED);
    }
}
