package io.lethe.lifecycle;

import static io.lethe.schemas.Action.HARD_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.RequestEvent.DeadlineApproaching;
import io.lethe.lifecycle.RequestEvent.DeadlineExtended;
import io.lethe.lifecycle.RequestEvent.DeadlineMissed;
import io.lethe.schemas.Regulation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The law's calendar (rule 7), in UTC. */
class DeadlinesTest {

    @ParameterizedTest(name = "{0} received {1}: due {2}, extended {3}")
    @CsvSource({
        "GDPR, 2027-03-01T09:00:00Z, 2027-04-01T09:00:00Z, 2027-06-01T09:00:00Z",
        "GDPR, 2027-01-31T23:59:59Z, 2027-02-28T23:59:59Z, 2027-04-30T23:59:59Z",
        "GDPR, 2028-01-31T00:00:00Z, 2028-02-29T00:00:00Z, 2028-04-30T00:00:00Z",
        "GDPR, 2027-11-30T12:00:00Z, 2027-12-30T12:00:00Z, 2028-02-29T12:00:00Z",
        "GDPR, 2026-11-30T12:00:00Z, 2026-12-30T12:00:00Z, 2027-02-28T12:00:00Z",
        "GDPR, 2028-02-29T08:00:00Z, 2028-03-29T08:00:00Z, 2028-05-29T08:00:00Z",
        "GDPR, 2100-01-30T08:00:00Z, 2100-02-28T08:00:00Z, 2100-04-30T08:00:00Z",
        "GDPR, 2027-12-31T10:00:00Z, 2028-01-31T10:00:00Z, 2028-03-31T10:00:00Z",
        "CCPA, 2027-01-31T10:00:00Z, 2027-03-17T10:00:00Z, 2027-05-01T10:00:00Z",
        "CCPA, 2028-01-31T10:00:00Z, 2028-03-16T10:00:00Z, 2028-04-30T10:00:00Z",
        "OTHER, 2027-01-31T10:00:00Z, 2027-03-02T10:00:00Z, 2027-04-01T10:00:00Z"
    })
    void shouldBeDueWhenTheLawSays(Regulation regulation, Instant received, Instant due, Instant extended) {
        assertThat(Deadlines.dueAt(regulation, received, false, Policy.defaults()))
                .isEqualTo(due);
        assertThat(Deadlines.dueAt(regulation, received, true, Policy.defaults()))
                .isEqualTo(extended);
    }

    private static Story waiting(String received, String now) {
        return Story.begin()
                .under(Policies.defaults().approved().policy())
                .service("archive", HARD_DELETE)
                .at(now)
                .given(Ask.erasureReceived("e", Regulation.GDPR, received));
    }

    @Test
    void shouldCountFromReceiptAndNeverFromTheFuture() {
        assertThat(waiting("2027-01-31T10:00:00Z", "2027-02-10T00:00:00Z")
                        .request("e")
                        .deadline()
                        .dueAt())
                .isEqualTo(Instant.parse("2027-02-28T10:00:00Z"));
        assertThat(waiting("2030-01-01T00:00:00Z", "2027-02-10T00:00:00Z")
                        .request("e")
                        .deadline()
                        .dueAt())
                .isEqualTo(Instant.parse("2027-03-10T00:00:00Z"));
    }

    @Test
    void shouldWarnSevenDaysAndOneDayBeforeAndSayWhatItWaitsFor() {
        Story story = waiting("2027-03-01T09:00:00Z", "2027-03-01T09:00:00Z");

        story.nextTimer();
        assertThat(story.now()).isEqualTo(Instant.parse("2027-03-25T09:00:00Z"));
        DeadlineApproaching first = story.the(DeadlineApproaching.class);
        assertThat(first.left()).isEqualTo(Duration.ofDays(7));
        assertThat(first.waitsFor()).containsExactly("APPROVAL");

        story.nextTimer();
        assertThat(story.the(DeadlineApproaching.class).left()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void shouldSayWhichExportAnErasureWaitsForWhenTheDeadlineComesNear() {
        Story story = Story.of("accounts")
                .given(Ask.erasureReceived("e", Regulation.GDPR, "2027-02-12T09:00:00Z"))
                .given(Ask.export("x"));
        while (story.now().isBefore(Instant.parse("2027-03-11T09:00:00Z"))) {
            story.nextTimer();
        }

        DeadlineApproaching last = story.the(DeadlineApproaching.class);
        assertThat(last.requestId()).isEqualTo("e");
        assertThat(last.waitsFor()).contains("EXPORT:x");
    }

    @Test
    void shouldTellAMissedDeadlineOnce() {
        Story story = waiting("2027-03-01T09:00:00Z", "2027-03-01T09:00:00Z").at("2027-04-01T09:00:00Z");

        story.timer().then("DeadlineMissed e");
        assertThat(story.the(DeadlineMissed.class).waitsFor()).containsExactly("APPROVAL");
        story.after(Duration.ofDays(30)).timer().thenNothing();
    }

    @Test
    void shouldExtendOnTheLastDay() {
        Story story = waiting("2027-01-31T10:00:00Z", "2027-02-01T00:00:00Z").at("2027-02-28T09:59:59Z");

        story.when(Ask.extend("e", "complex"));
        assertThat(story.the(DeadlineExtended.class).dueAt()).isEqualTo(Instant.parse("2027-04-30T10:00:00Z"));
        story.when(Ask.extend("e", "still complex")).then("CommandRefused e ALREADY_EXTENDED");
    }

    @Test
    void shouldNotExtendOnceTheDeadlineHasCome() {
        waiting("2027-01-31T10:00:00Z", "2027-02-01T00:00:00Z")
                .at("2027-02-28T10:00:00Z")
                .when(Ask.extend("e", "complex"))
                .then("CommandRefused e DEADLINE_PASSED")
                .at("2027-03-01T10:00:00Z")
                .when(Ask.extend("e", "complex"))
                .then("CommandRefused e DEADLINE_PASSED");
    }

    @Test
    void shouldNotExtendWithoutAReason() {
        waiting("2027-01-31T10:00:00Z", "2027-02-01T00:00:00Z")
                .when(Ask.extend("e", ""))
                .then("CommandRefused e INVALID_FIELD");
    }

    @Test
    void shouldWarnAnewOfAnExtendedDeadline() {
        Story story = waiting("2027-03-01T09:00:00Z", "2027-03-01T09:00:00Z").nextTimer();

        story.given(Ask.extend("e", "complex")).nextTimer();
        assertThat(story.now()).isEqualTo(Instant.parse("2027-05-25T09:00:00Z"));
        assertThat(story.the(DeadlineApproaching.class).left()).isEqualTo(Duration.ofDays(7));
    }

    @ParameterizedTest(name = "received {0}, begun 2027-03-01, grace {1}: ends {2}")
    @CsvSource({
        // 30 days fit: due 1 April, less 3 days for the download, 1 to verify and 1 to spare.
        "2027-03-01T09:00:00Z, P10D, 2027-03-11T09:00:00Z",
        "2027-03-01T09:00:00Z, P30D, 2027-03-27T09:00:00Z",
        "2027-02-10T09:00:00Z, P30D, 2027-03-05T09:00:00Z",
        "2027-02-05T09:00:00Z, P30D, 2027-03-01T09:00:00Z",
        "2027-03-01T09:00:00Z, PT0S, 2027-03-01T09:00:00Z"
    })
    void shouldBendGraceToTheLaw(Instant received, Duration grace, Instant ends) {
        Instant due = Deadlines.dueAt(Regulation.GDPR, received, false, Policy.defaults());

        assertThat(Deadlines.graceEndsAt(Story.START, grace, due, Policy.defaults()))
                .isEqualTo(ends);
    }
}
