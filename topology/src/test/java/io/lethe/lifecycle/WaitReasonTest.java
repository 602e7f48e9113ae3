package io.lethe.lifecycle;

import static io.lethe.schemas.Action.EXPORT;
import static io.lethe.schemas.Action.HARD_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.RequestType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why an open request waits, in the words of the status document. */
class WaitReasonTest {

    @Test
    void shouldNameTheApproval() {
        Story.of("accounts")
                .under(Policies.defaults().approved().policy())
                .given(Ask.erasure("e"))
                .waitsFor("e", "APPROVAL");
    }

    @Test
    void shouldNameTheEndOfGraceAndTheServicesThatHaveNotHidden() {
        Story.of("accounts", "orders")
                .given(Ask.erasureWithGrace("e", "P10D"))
                .done("e", "accounts", 1)
                .waitsFor("e", "GRACE 2027-03-11T09:00:00Z", "SERVICE:orders 2027-03-01T09:10:00Z");
    }

    @Test
    void shouldNameEachBlockingExport() {
        Story.begin()
                .service("accounts", HARD_DELETE, EXPORT)
                .given(Ask.erasureWithGrace("e", "PT1H"))
                .given(Ask.export("x"))
                .given(Ask.export("y"))
                .after(Duration.ofHours(1))
                .timer()
                .waitsFor("e", "EXPORT:x", "EXPORT:y");
    }

    @Test
    void shouldNameTheHoldThatStopsTheLastService() {
        Story.begin()
                .under(Policies.bare())
                .service("accounts", HARD_DELETE)
                .service("orders", HARD_DELETE)
                .given(Ask.hold("h", "orders"))
                .given(Ask.hold("elsewhere", "accounts"))
                .given(Ask.release("elsewhere"))
                .given(Ask.erasure("e"))
                .waitsFor("e", "HOLD:h", "SERVICE:accounts 2027-03-01T09:10:00Z")
                .done("e", "accounts", 1)
                .waitsFor("e", "HOLD:h");
    }

    @Test
    void shouldNameThePersonWhereAServiceGaveUp() {
        Story.begin()
                .under(Policies.bare())
                .service("accounts", HARD_DELETE)
                .service("orders", HARD_DELETE)
                .given(Ask.erasure("e"))
                .ack("e", "orders", a -> a.setOutcome(AckOutcome.FAILED).setRetryable(false))
                .waitsFor("e", "SERVICE:accounts 2027-03-01T09:10:00Z", "OPERATOR:orders");
    }

    @Test
    void shouldNameNobodyOnceItHasEnded() {
        RequestState ended = Requests.in(Phase.DONE, RequestType.ERASURE)
                .with(new Ending(Outcome.COMPLETED, null, null, Story.START));

        assertThat(WaitReason.of(SubjectState.NONE, ended, Story.START)).isEqualTo(List.of());
    }
}
