package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.lethe.http.StatusDocument.ExportItem;
import io.lethe.http.StatusDocument.HistoryItem;
import io.lethe.http.StatusDocument.HoldItem;
import io.lethe.http.StatusDocument.ServiceItem;
import io.lethe.http.StatusDocument.ServiceStatus;
import io.lethe.http.StatusDocument.WaitItem;
import io.lethe.lifecycle.WaitReason;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A document is written as its annotations say: beside a mapper that reads them. */
class StatusSerializerTest {
    private static final Instant AT = Instant.parse("2026-11-21T09:05:03.007Z");
    private static final ObjectMapper ANNOTATED = new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

    @Test
    void shouldWriteAllThatThereIs() throws Exception {
        shouldWriteAsAnnotated(new StatusDocument(
                "id",
                RequestType.EXPORT,
                RequestStatus.COMPLETED,
                "READY",
                Outcome.COMPLETED,
                "a \"reason\" é",
                Regulation.GDPR,
                AT,
                AT,
                AT,
                true,
                false,
                AT,
                "other",
                List.of(
                        new WaitItem(WaitReason.Kind.SERVICE, "crm", AT),
                        new WaitItem(WaitReason.Kind.GRACE, null, null)),
                List.of(new HoldItem("hold", List.of("crm"), AT, AT), new HoldItem("all", null, null, AT)),
                List.of(
                        new ServiceItem("crm", Action.EXPORT, ServiceStatus.FAILED, 2, 3, "error", AT, AT),
                        new ServiceItem("orders", Action.EXPORT, ServiceStatus.WAITING, 0, 0, null, null, null)),
                new ExportItem(ExportFormat.JSON, 5L, "abc", AT, AT, 1),
                List.of(new HistoryItem(AT, "TaskIssued", "crm", "EXPORT"), new HistoryItem(AT, "Begun", null, null))));
    }

    @Test
    void shouldLeaveOutWhatIsNotKnown() throws Exception {
        shouldWriteAsAnnotated(new StatusDocument(
                "id",
                null,
                RequestStatus.PENDING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of()));
    }

    private static void shouldWriteAsAnnotated(StatusDocument document) throws Exception {
        assertThat(new String(Json.write(document), UTF_8)).isEqualTo(ANNOTATED.writeValueAsString(document));
    }
}
