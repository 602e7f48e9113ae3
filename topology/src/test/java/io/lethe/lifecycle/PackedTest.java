package io.lethe.lifecycle;

import static io.lethe.schemas.Action.EXPORT;
import static io.lethe.schemas.Action.HARD_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the packager has of an export: what it was told to pack, and what it still has to delete (rules 2, 4 and 15). */
class PackedTest {
    private static final String PACKAGER = RequestState.PACKAGER;

    private static Story services() {
        return Story.begin()
                .under(Policies.defaults().unverified().policy())
                .service("accounts", EXPORT, HARD_DELETE)
                .service("orders", EXPORT, HARD_DELETE);
    }

    @Test
    void shouldTakeALateAnswerToAWaivedServiceWhileItStillCollects() {
        services()
                .given(Ask.export("x"))
                .given(Ask.waive("x", "orders"))
                .done("x", "orders", 1)
                .then("TaskAnswered x orders EXPORT DONE")
                .done("x", "accounts", 1)
                .done("x", PACKAGER, 1)
                .then("TaskAnswered x export-packager EXPORT DONE", "ExportReady x", "RequestCompleted x COMPLETED");
    }

    @Test
    void shouldNotSayThatAFileHasWhatItWasPackedWithout() {
        services()
                .given(Ask.export("x"))
                .done("x", "accounts", 1)
                .given(Ask.waive("x", "orders"))
                .isIn("x", Phase.PACKAGING)
                .done("x", "orders", 1)
                .then("AckIgnored x orders EXPORT DUPLICATE")
                .done("x", PACKAGER, 1)
                .then(
                        "TaskAnswered x export-packager EXPORT DONE",
                        "ExportReady x",
                        "RequestCompleted x COMPLETED_WITH_EXEMPTIONS");
    }

    @Test
    void shouldHaveThePackagerEraseWhatWasStagedOfAnExportThatWasTakenBack() {
        Story story = services().given(Ask.export("x")).given(Ask.cancel("x"));

        story.when(Ask.erasureWithGrace("e", "PT0S"))
                .then(
                        "ErasureAccepted e",
                        "ErasureStarted e",
                        "HardDeleteStarted e",
                        "ServiceJoined e export-packager",
                        "TaskIssued e accounts HARD_DELETE",
                        "TaskIssued e orders HARD_DELETE",
                        "TaskIssued e export-packager HARD_DELETE");
    }

    @Test
    void shouldNotAskThePackagerOnceItHasSaidThatNothingIsLeft() {
        Story story = services().given(Ask.export("x")).given(Ask.cancel("x")).done("x", PACKAGER, 1);

        story.given(Ask.erasureWithGrace("e", "PT0S"));
        assertThat(story.request("e").services()).containsExactly("accounts", "orders");
    }
}
