package io.lethe.lifecycle;

import static io.lethe.schemas.Action.EXPORT;
import static io.lethe.schemas.Action.HARD_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.RequestEvent.RequestRejected;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New requests: taken, repeated, refused (rules 2 and 9). */
class IntakeTest {
    private static Story services() {
        return Story.begin().service("accounts", HARD_DELETE).service("mail", EXPORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-P1D", "-PT0.0001S", "P91D", "P1M", "P1Y", "30", "soon", ""})
    void shouldRejectABadGracePeriod(String grace) {
        services()
                .when(Ask.erasureWithGrace("e", grace))
                .then("RequestRejected e BAD_DURATION gracePeriod", "RequestCompleted e REJECTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1S", "P90D", "P12DT3H"})
    void shouldTakeAGracePeriodWithinTheBound(String grace) {
        Story story = services().when(Ask.erasureWithGrace("e", grace));

        assertThat(story.request("e").origin().gracePeriod()).isEqualTo(Duration.parse(grace));
    }

    @Test
    void shouldRejectServicesThatCannotDoIt() {
        services()
                .when(Ask.erasure("a", "accounts", "nobody"))
                .then("RequestRejected a UNKNOWN_SERVICE nobody", "RequestCompleted a REJECTED")
                .when(Ask.erasure("b", "mail"))
                .then("RequestRejected b UNSUPPORTED_ACTION mail", "RequestCompleted b REJECTED")
                .when(Ask.export("c", "accounts"))
                .then("RequestRejected c UNSUPPORTED_ACTION accounts", "RequestCompleted c REJECTED")
                .when(Ask.anErasure("d").setServices(List.of()).build())
                .then("RequestRejected d NO_SERVICES", "RequestCompleted d REJECTED")
                .without("accounts")
                .when(Ask.erasure("e"))
                .then("RequestRejected e NO_SERVICES", "RequestCompleted e REJECTED")
                .when(Ask.erasure("f", "accounts"))
                .then("RequestRejected f UNKNOWN_SERVICE accounts", "RequestCompleted f REJECTED");
    }

    @Test
    void shouldNotRepeatWhatCannotBeAName() {
        Story story = services().when(Ask.erasure("e", "Erika Mustermann"));

        assertThat(story.the(RequestRejected.class).ref()).isEqualTo("?");
    }

    @Test
    void shouldTakeARepeatForOne() {
        services().given(Ask.erasure("e")).when(Ask.erasure("e")).thenNothing();
    }

    @Test
    void shouldTakeARepeatForOneAfterItsEnd() {
        services()
                .byWith("operator:ada", Ask.erasure("e"), Input.Known.CLOSED_SAME, List.of())
                .thenNothing();
    }

    @Test
    void shouldRefuseOtherContentUnderAnIdThatIsTaken() {
        services()
                .given(Ask.erasure("e"))
                .when(Ask.erasure("e", "accounts"))
                .then("CommandRefused e REQUEST_ID_REUSED")
                .byWith("operator:ada", Ask.export("old"), Input.Known.CLOSED_OTHER, List.of())
                .then("CommandRefused old REQUEST_ID_REUSED");
    }

    @Test
    void shouldTellThatAnotherSubjectHasTheId() {
        services()
                .byWith("operator:ada", Ask.erasure("e"), Input.Known.FOREIGN, List.of())
                .then("RequestIdClashed e");
    }

    @Test
    void shouldRefuseOneOpenRequestTooMany() {
        services()
                .under(Policies.defaults().open(2).policy())
                .given(Ask.export("a"))
                .given(Ask.export("b"))
                .when(Ask.export("c"))
                .then("CommandRefused c TOO_MANY_OPEN");
    }

    @Test
    void shouldRefuseCommandsOnARequestThatNobodyMade() {
        services()
                .when(Ask.cancel("e"))
                .then("CommandRefused e UNKNOWN_REQUEST")
                .when(Ask.approve("e"))
                .then("CommandRefused e UNKNOWN_REQUEST");
    }

    @Test
    void shouldRefuseAnApprovalThatNobodyWaitsFor() {
        services()
                .given(Ask.erasure("e"))
                .by("operator:grace", Ask.approve("e"))
                .then("CommandRefused e NOT_AWAITING_APPROVAL");
    }
}
