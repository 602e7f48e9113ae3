package io.lethe.lifecycle;

import static io.lethe.schemas.Action.EXPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestType;
import io.lethe.store.PseudonymKey;
import io.lethe.store.RowSerdes;
import io.lethe.store.SubjectRow;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A subject's row never comes near to what a record may be, whatever is asked about the subject, and however often. */
class WeightTest {
    private static final Instant AT = Story.START;
    /** Three bytes each in UTF-8. */
    private static final String LONG_TEXT = "\u6f22".repeat(1_000);

    @Test
    void shouldNeverSayLessThanTheRowTakes() {
        List<String> services =
                IntStream.range(0, 200).mapToObj(i -> "s" + "x".repeat(59) + i).toList();
        Origin origin = new Origin(
                UUID.randomUUID().toString(),
                RequestType.EXPORT,
                Regulation.GDPR,
                AT,
                AT,
                "service:" + "a".repeat(120),
                false,
                services,
                null,
                false,
                ExportFormat.JSON,
                "ab".repeat(32),
                Collections.nCopies(20, "cd".repeat(32)));
        RequestState request = RequestState.accepted(origin, AT, Step.waiting(services, Action.EXPORT));
        for (int i = 0; i < 300; i++) {
            request = request.noting(AT, "TaskIssued", services.get(0));
        }
        List<ClosedRequest> closed =
                Collections.nCopies(1_000, new ClosedRequest(UUID.randomUUID().toString(), AT));
        Hold hold = new Hold("h".repeat(64), services, AT, AT, "ef".repeat(32));
        SubjectState state = new SubjectState(List.of(request), closed, List.of(hold), null, false);
        assertHeavierThanItsRow(SubjectState.NONE.adding(request));
        assertHeavierThanItsRow(state);
        assertHeavierThanItsRow(state.updating(request.id(), r -> r.with(new Ending(null, null, LONG_TEXT, null))));
    }

    private static void assertHeavierThanItsRow(SubjectState state) {
        boolean ended = state.requests().get(0).ending() != null;
        SubjectState written = ended
                ? state.updating(
                        state.requests().get(0).id(), r -> r.with(new Ending(Outcome.REJECTED, null, LONG_TEXT, AT)))
                : state;
        byte[] row = RowSerdes.subjects()
                .serializer()
                .serialize("subjects", new SubjectRow(new PseudonymKey(new byte[PseudonymKey.LENGTH]), written, AT));
        assertThat(Weight.of(written)).isGreaterThan(row.length).isLessThan(10 * row.length);
    }

    @Test
    void shouldTakeNothingMoreAboutASubjectWhoseRowIsFull() {
        Story story = Story.begin().service("accounts", EXPORT);
        for (int i = 0; i < 1_100; i++) {
            story = story.given(Ask.hold("h" + i));
        }

        story.when(Ask.export("x")).then("CommandRefused x TOO_MANY_OPEN");
        story.when(Ask.hold("one-more")).then("CommandRefused TOO_MANY_OPEN");
        story.given(Ask.release("h0")).when(Ask.release("h1")).then("HoldReleased h1");
    }

    @Test
    void shouldKeepTheBeginningAndTheLatestOfAHistory() {
        RequestState request = Story.begin()
                .service("accounts", EXPORT)
                .given(Ask.export("x"))
                .state()
                .get("x");
        for (int i = 0; i < 1_000; i++) {
            request = request.noting(AT, "DownloadRefused", Integer.toString(i));
        }

        assertThat(request.history()).hasSize(200);
        assertThat(request.history().get(0).event()).isEqualTo("ExportAccepted");
        assertThat(request.history().get(199).code()).isEqualTo("999");
    }
}
