package io.lethe.lifecycle;

import static io.lethe.schemas.Action.EXPORT;
import static io.lethe.schemas.Action.HARD_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.SubjectEvent.SubjectForgotten;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What stays of a subject, and for how long (rule 11). */
class ForgettingTest {
    private static Story erased() {
        return Story.begin()
                .under(Policies.bare())
                .service("accounts", HARD_DELETE, EXPORT)
                .given(Ask.erasure("e"))
                .done("e", "accounts", 1);
    }

    @Test
    void shouldKeepAStubAndThenForgetTheSubject() {
        Story story = erased();
        assertThat(story.state().closed()).extracting(ClosedRequest::requestId).containsExactly("e");

        story.after(Duration.ofDays(7).minusMillis(1)).timer().thenNothing();
        story.after(Duration.ofMillis(1)).timer().then("SubjectForgotten");
        assertThat(story.the(SubjectForgotten.class).requests()).isEqualTo(1);
        assertThat(story.state()).isEqualTo(SubjectState.NONE);
    }

    @Test
    void shouldWakeToForget() {
        Story story = erased().nextTimer().then("SubjectForgotten");

        assertThat(story.now()).isEqualTo(Story.START.plus(Duration.ofDays(7)));
    }

    @Test
    void shouldNotForgetWhileAHoldStands() {
        Story story = erased().given(Ask.hold("h")).after(Duration.ofDays(300)).timer();

        story.thenNothing();
        story.given(Ask.release("h")).after(Duration.ofDays(7)).timer().then("SubjectForgotten");
    }

    @Test
    void shouldNotForgetWhileAFileIsThere() {
        Story story = erased().given(Ask.export("x"))
                .done("x", "accounts", 1)
                .done("x", RequestState.PACKAGER, 1)
                .after(Duration.ofDays(7))
                .timer()
                .then("ExportExpired x RETENTION", "TaskIssued x export-packager HARD_DELETE");

        story.done("x", RequestState.PACKAGER, 1)
                .after(Duration.ofDays(7))
                .timer()
                .then("SubjectForgotten");
    }

    @Test
    void shouldCountAnewWhenSomebodyComesBack() {
        Story story = erased().after(Duration.ofDays(6)).given(Ask.erasure("f")).done("f", "accounts", 0);

        story.after(Duration.ofDays(6)).timer().thenNothing();
        story.after(Duration.ofDays(1)).timer();
        assertThat(story.the(SubjectForgotten.class).requests()).isEqualTo(2);
    }
}
