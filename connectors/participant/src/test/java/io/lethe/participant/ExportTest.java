package io.lethe.participant;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.ExportFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExportTest {
    private record Piece(long sequence, String dataSet, String mediaType, String text) {}

    private record Order(int id, Instant at) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final Export export = Export.trial(
            "customer-1",
            ExportFormat.JSON,
            (sequence, name, type, data) -> pieces.add(new Piece(sequence, name, type, new String(data, ISO_8859_1))));

    @Test
    void shouldWriteRowsAsJsonObjectsAndAnswerWithTheirNumber() throws IOException {
        Ack ack = export.dataSet("orders", Export.JSON)
                .write(List.of(Map.of("id", 1), new Order(2, Instant.parse("2026-01-02T03:04:05Z"))))
                .done();

        assertThat(ack).isEqualTo(new Ack(AckOutcome.DONE, 2, false, null, 1L, null, null));
        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0).text()).isEqualTo("{\"id\":1}\n{\"id\":2,\"at\":\"2026-01-02T03:04:05Z\"}\n");
        assertThat(pieces.get(0).dataSet()).isEqualTo("orders");
        assertThat(pieces.get(0).mediaType()).isEqualTo("application/json");
    }

    @Test
    void shouldCutManyRowsIntoPiecesOfBoundedSizeBetweenRows() throws IOException {
        String padding = "x".repeat(1000);
        Ack ack = export.dataSet("orders", Export.JSON)
                .write(IntStream.range(0, 1000).mapToObj(i -> Map.of("id", i, "text", padding)))
                .done();

        assertThat(ack.recordsAffected()).isEqualTo(1000);
        assertThat(ack.fragments()).isEqualTo(pieces.size()).isGreaterThan(3);
        assertThat(pieces).allSatisfy(p -> {
            assertThat(p.text().length()).isLessThanOrEqualTo(Export.MAX_FRAGMENT);
            assertThat(p.text()).startsWith("{").endsWith("}\n");
        });
        assertThat(pieces)
                .extracting(Piece::sequence)
                .containsExactlyElementsOf(IntStream.range(0, pieces.size())
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void shouldCutARowThatIsTooLargeAndLoseNothing() throws IOException {
        String text = "y".repeat(3 * Export.MAX_FRAGMENT);
        export.dataSet("notes", Export.JSON)
                .write(List.of(Map.of("text", text)))
                .done();

        assertThat(pieces).hasSize(4);
        assertThat(String.join("", pieces.stream().map(Piece::text).toList()))
                .isEqualTo("{\"text\":\"" + text + "\"}\n");
    }

    @Test
    void shouldHandFilesOnAsTheyAre() throws IOException {
        byte[] photo = new byte[Export.MAX_FRAGMENT + 17];
        photo[photo.length - 1] = 7;
        Ack ack = export.dataSet("photo", "image/png")
                .write(new ByteArrayInputStream(photo))
                .done();

        assertThat(ack.recordsAffected()).isEqualTo(1);
        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(1).text()).hasSize(17).endsWith("\u0007");
    }

    @Test
    void shouldAnswerNotFoundWhereNothingWasWritten() throws IOException {
        assertThat(export.dataSet("orders", Export.JSON).write(List.of()).done())
                .isEqualTo(Ack.notFound());
        assertThat(pieces).isEmpty();
    }

    @Test
    void shouldRefuseRowsInADataSetOfAnotherKind() {
        assertThatThrownBy(() -> export.dataSet("photo", "image/png").write(List.of(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("image/png")
                .hasMessageContaining("application/json");
        assertThatThrownBy(() -> export.dataSet(" ", Export.JSON)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseWhatThePackagerWouldSetAside() {
        export.dataSet("n".repeat(200), "t".repeat(200));

        assertThatThrownBy(() -> export.dataSet("n".repeat(201), Export.JSON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name of a data set has 201 characters, expected at most 200");
        assertThatThrownBy(() -> export.dataSet("orders", "t".repeat(201)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the media type of a data set has 201 characters, expected at most 200");
        assertThatThrownBy(() -> export.dataSet("orders", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a data set needs a media type, for example application/json");
    }
}
