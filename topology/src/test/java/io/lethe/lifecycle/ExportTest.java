package io.lethe.lifecycle;

import static io.lethe.schemas.Action.EXPORT;
import static io.lethe.schemas.Action.HARD_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.RequestEvent.DownloadGranted;
import io.lethe.lifecycle.RequestEvent.DownloadRefused;
import io.lethe.lifecycle.RequestEvent.ExportExpiring;
import io.lethe.lifecycle.RequestEvent.ExportReady;
import io.lethe.schemas.AckOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exports, and how they and erasures wait for each other (rules 1 and 15). */
class ExportTest {
    private static final String PACKAGER = RequestState.PACKAGER;
    private static final String HASH = "0123456789abcdef".repeat(4);

    private static Story services() {
        return Story.begin()
                .under(Policies.defaults().unverified().policy())
                .service("accounts", EXPORT, HARD_DELETE)
                .service("orders", EXPORT, HARD_DELETE);
    }

    private static Story ready(Story story) {
        return story.given(Ask.export("x"))
                .done("x", "accounts", 1)
                .done("x", "orders", 1)
                .done("x", PACKAGER, 1);
    }

    @Test
    void shouldAskEveryServiceThatCanExport() {
        services()
                .service("mail", HARD_DELETE)
                .when(Ask.export("x"))
                .then("ExportAccepted x", "TaskIssued x accounts EXPORT", "TaskIssued x orders EXPORT")
                .isIn("x", Phase.COLLECTING);
    }

    @Test
    void shouldPackWhenEveryServiceHasAnswered() {
        services()
                .given(Ask.export("x"))
                .done("x", "accounts", 1)
                .then("TaskAnswered x accounts EXPORT DONE")
                .answers("x", "orders", AckOutcome.EXEMPT)
                .then(
                        "TaskAnswered x orders EXPORT EXEMPT",
                        "PhaseEntered x PACKAGING",
                        "TaskIssued x export-packager EXPORT")
                .waitsFor("x", "SERVICE:export-packager 2027-03-01T09:10:00Z");
    }

    @Test
    void shouldBeReadyWhenItIsPacked() {
        Story story = ready(services())
                .then("TaskAnswered x export-packager EXPORT DONE", "ExportReady x", "RequestCompleted x COMPLETED")
                .isIn("x", Phase.READY);

        assertThat(story.the(ExportReady.class).windowEndsAt()).isEqualTo(Story.START.plus(Duration.ofDays(3)));
    }

    @Test
    void shouldSayWhatTheFileIs() {
        Story story = services().given(Ask.export("x", "accounts")).done("x", "accounts", 1);
        story.ack("x", PACKAGER, a -> a.setSizeBytes(4711L).setSha256(HASH));

        assertThat(story.request("x").file().digest()).isEqualTo(new FileDigest(4711, HASH));
        assertThat(story.request("x").withoutPersonalData().file().digest()).isNull();
    }

    @Test
    void shouldTakeAFilesDescriptionWholeAndFromThePackagerAlone() {
        Story story = services().given(Ask.export("x", "accounts"));
        story.ack("x", "accounts", a -> a.setSha256(HASH).setRun("run-7"));
        assertThat(story.step("x", "accounts").run()).isEqualTo("run-7");

        story.ack("x", PACKAGER, a -> a.setSha256(HASH)).then("AckIgnored x export-packager EXPORT BAD_OUTCOME");
        story.done("x", PACKAGER, 1);
        assertThat(story.request("x").file().digest()).isNull();
    }

    @Test
    void shouldHaveThePackagerLookForWhatIsLeftAfterAnErasure() {
        Story story = ready(Story.begin()
                .under(Policies.defaults().grace(Duration.ZERO).policy())
                .service("accounts", EXPORT, HARD_DELETE)
                .service("orders", EXPORT, HARD_DELETE));
        story.after(Duration.ofDays(3)).when(Ask.erasure("e")).done("x", PACKAGER, 1);
        story.done("e", "accounts", 1).done("e", "orders", 1).done("e", PACKAGER, 1);
        story.isIn("e", Phase.VERIFYING);

        story.after(Duration.ofDays(1)).timer().then("TaskIssued e export-packager VERIFY");
        story.done("e", PACKAGER, 1)
                .then(
                        "ResidueFound e export-packager",
                        "PhaseEntered e HARD_DELETING",
                        "TaskIssued e export-packager HARD_DELETE");
        story.done("e", PACKAGER, 1).after(Duration.ofDays(1)).timer();
        story.answers("e", PACKAGER, AckOutcome.NOT_FOUND)
                .then("TaskAnswered e export-packager VERIFY NOT_FOUND", "RequestCompleted e COMPLETED");
    }

    @Test
    void shouldNotBeReadyWithoutAFile() {
        services()
                .given(Ask.export("x", "accounts"))
                .done("x", "accounts", 1)
                .answers("x", PACKAGER, AckOutcome.NOT_FOUND)
                .then("AckIgnored x export-packager EXPORT BAD_OUTCOME");
    }

    @Test
    void shouldExpireOnCommandAndHaveTheFileDeleted() {
        ready(services())
                .when(Ask.expire("x"))
                .then("ExportExpired x COMMAND", "TaskIssued x export-packager HARD_DELETE")
                .isIn("x", Phase.EXPIRED);
    }

    @Test
    void shouldExpireWhenItsRetentionIsOver() {
        ready(services())
                .after(Duration.ofDays(7))
                .timer()
                .then("ExportExpired x RETENTION", "TaskIssued x export-packager HARD_DELETE");
    }

    @Test
    void shouldDeleteWhatWasStagedOfACancelledExport() {
        services()
                .given(Ask.export("x", "accounts"))
                .when(Ask.cancel("x"))
                .then(
                        "RequestCancelled x",
                        "StepSkipped x accounts EXPORT",
                        "StepSkipped x export-packager EXPORT",
                        "RequestCompleted x CANCELLED",
                        "TaskIssued x export-packager HARD_DELETE");
    }

    @Test
    void shouldHoldTheHardDeleteBackUntilItsWindowIsOver() {
        Story story = services().given(Ask.erasureWithGrace("e", "PT1H")).given(Ask.export("x"));
        story.after(Duration.ofHours(1)).timer();
        story.isIn("e", Phase.AWAITING_EXPORT).waitsFor("e", "EXPORT:x");

        story.done("x", "accounts", 1).done("x", "orders", 1).done("x", PACKAGER, 1);
        story.waitsFor("e", "EXPORT:x 2027-03-04T10:00:00Z");
        story.after(Duration.ofDays(3))
                .timer()
                .then(
                        "HardDeleteStarted e",
                        "ServiceJoined e export-packager",
                        "ExportExpired x ERASURE",
                        "TaskIssued x export-packager HARD_DELETE",
                        "TaskIssued e accounts HARD_DELETE",
                        "TaskIssued e orders HARD_DELETE",
                        "TaskIssued e export-packager HARD_DELETE");
    }

    @Test
    void shouldBlockTheErasureWhileItHasFailedUntilSomebodyDecides() {
        Story story = services().given(Ask.erasureWithGrace("e", "PT1H")).given(Ask.export("x", "accounts"));
        story.ack("x", "accounts", a -> a.setOutcome(AckOutcome.FAILED).setRetryable(false))
                .then(
                        "TaskAnswered x accounts EXPORT FAILED",
                        "StepFailed x accounts EXPORT REFUSED",
                        "RequestFailed x")
                .waitsFor("x", "OPERATOR:accounts");
        story.after(Duration.ofHours(1)).timer().then("PhaseEntered e AWAITING_EXPORT");

        story.when(Ask.cancel("x")).isIn("e", Phase.HARD_DELETING);
    }

    @Test
    void shouldRefuseAnExportOfWhatIsBeingErased() {
        Story story = services().given(Ask.erasureWithGrace("e", "PT0S"));

        story.when(Ask.export("x", "accounts"))
                .then("RequestRejected x HARD_DELETE_STARTED accounts", "RequestCompleted x REJECTED");
    }

    @Test
    void shouldAcceptAnExportOfAServiceThatWasNotToldYet() {
        Story story = services()
                .service("ledger", d -> d.setAfter(List.of("orders")), EXPORT, HARD_DELETE)
                .given(Ask.erasureWithGrace("e", "PT0S"));

        story.when(Ask.export("x", "ledger")).then("ExportAccepted x", "TaskIssued x ledger EXPORT");
    }

    @Test
    void shouldAnnounceTheEndOfAFileOnceADayBefore() {
        Story story = ready(services()).nextTimer().then("ExportExpiring x").isIn("x", Phase.READY);
        assertThat(story.now()).isEqualTo(Story.START.plus(Duration.ofDays(6)));
        assertThat(story.the(ExportExpiring.class).expiresAt()).isEqualTo(Story.START.plus(Duration.ofDays(7)));

        story.timer().thenNothing();
        story.nextTimer().then("ExportExpired x RETENTION", "TaskIssued x export-packager HARD_DELETE");
        assertThat(story.now()).isEqualTo(Story.START.plus(Duration.ofDays(7)));
    }

    @Test
    void shouldAnnounceNothingThatIsKeptNoLongerThanTheAnnouncementComesBefore() {
        Story story =
                services().under(Policies.defaults().kept(Duration.ofDays(1)).policy());

        ready(story).nextTimer().then("ExportExpired x RETENTION", "TaskIssued x export-packager HARD_DELETE");
    }

    @Test
    void shouldCountTheUsesOfEachLinkByItself() {
        Story story = ready(services());

        story.when(Ask.download("x", Ask.link("a1", 1), "home.1")).then("DownloadGranted x");
        story.when(Ask.download("x", Ask.link("a1", 1), "home.1")).then("DownloadRefused x");
        assertThat(story.the(DownloadRefused.class).refusal()).isEqualTo("LINK_USED_UP");
        story.when(Ask.download("x", Ask.link("b2", 2), "cafe.7")).then("DownloadGranted x");
        assertThat(story.the(DownloadGranted.class).otherNetwork()).isTrue();
        story.when(Ask.download("x", Ask.link("b2", 2), "home.1")).then("DownloadGranted x");
        story.when(Ask.download("x", Ask.link("b2", 2), "home.1")).then("DownloadRefused x");
        assertThat(story.request("x").file().downloads()).isEqualTo(3);
    }

    @Test
    void shouldRefuseALinkThatHasEndedOrIsNone() {
        Story story = ready(services());

        story.when(Ask.download("x", "3", "home.1")).then("DownloadRefused x");
        assertThat(story.the(DownloadRefused.class).refusal()).isEqualTo("LINK_INVALID");
        story.after(Duration.ofHours(1)).when(Ask.download("x", Ask.link("a1", 1), "home.1"));
        assertThat(story.the(DownloadRefused.class).refusal()).isEqualTo("LINK_EXPIRED");
    }

    @Test
    void shouldKeepUsesOfALinkADayLongerThanItself() {
        Story story = ready(services()).when(Ask.download("x", Ask.link("a1", 1), "home.1"));
        String later = new DownloadLink("b2", 9, Story.START.plus(Duration.ofDays(2))).code();

        story.after(Duration.ofHours(24)).when(Ask.download("x", later, "home.1"));
        assertThat(story.request("x").file().links()).hasSize(2);
        story.after(Duration.ofHours(1)).when(Ask.download("x", later, "home.1"));
        assertThat(story.request("x").file().links())
                .containsExactly(new LinkUses("b2", 2, Story.START.plus(Duration.ofDays(2))));
    }

    @Test
    void shouldGrantNoDownloadOfAFileThatHasExpired() {
        Story story = ready(services()).given(Ask.expire("x")).when(Ask.download("x", Ask.link("a1", 3), "home.1"));

        assertThat(story.the(DownloadRefused.class).refusal()).isEqualTo("EXPORT_EXPIRED");
    }

    @Test
    void shouldRefuseToExpireWhatIsNoFile() {
        services()
                .given(Ask.export("x"))
                .when(Ask.expire("x"))
                .then("CommandRefused x NOT_READY")
                .given(Ask.erasureWithGrace("e", "P1D"))
                .when(Ask.expire("e"))
                .then("CommandRefused e NOT_SUPPORTED");
    }
}
