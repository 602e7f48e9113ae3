package io.lethe.lifecycle;

import static io.lethe.schemas.Action.HARD_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One erasure of a subject runs (rule 13). */
class QueueTest {
    private static Story services() {
        return Story.begin()
                .under(Policies.defaults()
                        .grace(Duration.ofDays(1))
                        .unverified()
                        .policy())
                .service("accounts", HARD_DELETE)
                .service("orders", HARD_DELETE);
    }

    @Test
    void shouldRideOnAnErasureThatCoversIt() {
        services()
                .given(Ask.erasure("first"))
                .when(Ask.erasure("second", "orders"))
                .then("ErasureAccepted second", "RequestCoalesced second first")
                .waitsFor("second", "REQUEST:first");
    }

    @Test
    void shouldCompleteWithTheOneItRidesOn() {
        Story story = services().given(Ask.erasure("first")).given(Ask.erasure("second", "orders"));

        story.nextTimer().done("first", "accounts", 1).done("first", "orders", 1);
        story.then(
                "TaskAnswered first orders HARD_DELETE DONE",
                "RequestCompleted first COMPLETED",
                "RequestCompleted second COMPLETED");
    }

    @Test
    void shouldWaitBehindAnErasureOfFewerServices() {
        services()
                .given(Ask.erasure("first", "accounts"))
                .when(Ask.erasure("second"))
                .then("ErasureAccepted second", "RequestQueued second first")
                .waitsFor("second", "REQUEST:first");
    }

    @Test
    void shouldWaitBehindAnErasureOfOtherIdentities() {
        services()
                .given(Ask.erasure("first"))
                .byWith("operator:ada", Ask.erasure("second"), Input.Known.ABSENT, List.of("mail"))
                .then("ErasureAccepted second", "RequestQueued second first");
    }

    @Test
    void shouldNotRideOnAnErasureThatHasBegunToDelete() {
        services()
                .given(Ask.erasureWithGrace("first", "PT0S"))
                .when(Ask.erasure("second"))
                .then("ErasureAccepted second", "RequestQueued second first");
    }

    @Test
    void shouldRunWithItsSetPinnedAnewWhenItsTurnComes() {
        Story story = services()
                .given(Ask.erasureWithGrace("first", "PT0S"))
                .given(Ask.erasure("second"))
                .service("ads", HARD_DELETE);

        story.done("first", "accounts", 1).done("first", "orders", 1);
        story.then(
                "TaskAnswered first orders HARD_DELETE DONE",
                "RequestCompleted first COMPLETED",
                "RequestResumed second",
                "ErasureStarted second");
        assertThat(story.request("second").services()).containsExactly("accounts", "ads", "orders");
    }

    @Test
    void shouldRunItselfWhenTheOneItRodeOnIsTakenBack() {
        Story story = services().given(Ask.erasure("first")).given(Ask.erasure("second"));

        story.when(Ask.cancel("first"))
                .then(
                        "RequestCancelled first",
                        "StepSkipped first accounts HARD_DELETE",
                        "StepSkipped first orders HARD_DELETE",
                        "RequestCompleted first CANCELLED",
                        "RequestResumed second",
                        "ErasureStarted second");
    }

    @Test
    void shouldAskWhatARiderNamedEvenWhereItWasRemovedMeanwhile() {
        Story story = Story.begin()
                .under(Policies.defaults()
                        .grace(Duration.ofDays(1))
                        .unverified()
                        .policy())
                .service("accounts", HARD_DELETE)
                .given(Ask.erasure("first"))
                .service("ads", HARD_DELETE)
                .given(Ask.erasure("second", "ads"))
                .without("ads");

        story.nextTimer()
                .then(
                        "HardDeleteStarted first",
                        "ServiceJoined first ads",
                        "TaskIssued first accounts HARD_DELETE",
                        "TaskIssued first ads HARD_DELETE");
    }

    @Test
    void shouldAskWhatARiderNamedOfAnErasureThatHadToWaitItself() {
        Story story = services()
                .given(Ask.erasureWithGrace("zero", "PT0S"))
                .given(Ask.erasure("first"))
                .service("ads", HARD_DELETE)
                .given(Ask.erasure("second", "ads"))
                .isIn("second", Phase.COALESCED)
                .without("ads");
        story.done("zero", "accounts", 1).done("zero", "orders", 1);

        story.nextTimer().isIn("first", Phase.HARD_DELETING);
        assertThat(story.request("first").services()).containsExactly("accounts", "orders", "ads");
    }

    @Test
    void shouldNotAskWhatOnlyARiderNamedThatWasTakenBack() {
        Story story = services()
                .given(Ask.erasure("first"))
                .service("ads", HARD_DELETE)
                .given(Ask.erasure("second", "ads"))
                .without("ads")
                .given(Ask.cancel("second"));

        story.nextTimer().isIn("first", Phase.HARD_DELETING);
        assertThat(story.request("first").services()).containsExactly("accounts", "orders");
    }

    /** As many as a subject may have open. */
    @Test
    void shouldComeToRestHoweverManyRequestsEndAtOnce() {
        List<RequestState> waiting =
                IntStream.range(0, 200).mapToObj(Requests::queued).toList();
        SubjectState state = new SubjectState(waiting, List.of(), List.of(), null, false);

        Decision decision = Decider.decide(state, new Input.Timer(), Catalogue.EMPTY, Policies.bare(), Story.START);
        assertThat(decision.state().openCount()).isZero();
    }

    @Test
    void shouldCloseARiderAlone() {
        services()
                .given(Ask.erasure("first"))
                .given(Ask.erasure("second"))
                .when(Ask.cancel("second"))
                .then("RequestCancelled second", "RequestCompleted second CANCELLED")
                .isIn("first", Phase.GRACE);
    }

    @Test
    void shouldRefuseTheCancelOfARiderWhoseDataIsGoing() {
        Story story = services().given(Ask.erasure("first")).given(Ask.erasure("second"));

        story.nextTimer().when(Ask.cancel("second")).then("CommandRefused second HARD_DELETE_STARTED");
    }

    @Test
    void shouldGiveEachItsOwnDeadline() {
        Story story = services()
                .given(Ask.erasure("first"))
                .after(Duration.ofHours(5))
                .given(Ask.erasure("second"));

        assertThat(story.request("second").deadline().dueAt())
                .isEqualTo(story.request("first").deadline().dueAt().plus(Duration.ofHours(5)));
    }

    @Test
    void shouldRejectAWaitingErasureForWhichNoServiceIsLeft() {
        Story story = Story.begin()
                .under(Policies.bare())
                .service("accounts", HARD_DELETE)
                .given(Ask.erasure("first"))
                .given(Ask.erasure("second"))
                .without("accounts");

        story.done("first", "accounts", 1)
                .then(
                        "TaskAnswered first accounts HARD_DELETE DONE",
                        "RequestCompleted first COMPLETED",
                        "RequestRejected second NO_SERVICES",
                        "RequestCompleted second REJECTED");
    }
}
