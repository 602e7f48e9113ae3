package io.lethe.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.lifecycle.Deadline;
import io.lethe.lifecycle.Ending;
import io.lethe.lifecycle.ExportFile;
import io.lethe.lifecycle.FileDigest;
import io.lethe.lifecycle.LinkUses;
import io.lethe.lifecycle.Milestone;
import io.lethe.lifecycle.Origin;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.Progress;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.Identity;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestType;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class RowSerdesTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void shouldReadBackAServicesRow() {
        ServiceDefinition definition = new ServiceDefinition(
                "orders",
                List.of(Action.HARD_DELETE),
                List.of("accounts"),
                List.of(new TombstoneTopic("orders.v1", KeyFormat.INT64)),
                "PT5M",
                3,
                "team-orders");
        assertReadsBack(RowSerdes.catalogue(), new CatalogueRow(7, true, definition));
    }

    @Test
    void shouldReadBackIdentities() {
        Identity mail = new Identity("email", "alice@example.org");
        assertReadsBack(RowSerdes.identities(), new IdentitiesRow(List.of(mail), "Grüße"));
        assertReadsBack(RowSerdes.identities(), IdentitiesRow.NONE);
    }

    @Test
    void shouldReadBackARequestWithAFile() {
        FileDigest digest = new FileDigest(4711, "ab".repeat(32));
        assertReadsBack(RowSerdes.requests(), row(file(digest, 2, "net", new LinkUses("ab12", 2, AT))));
        assertReadsBack(RowSerdes.requests(), row(file(null, 2, null)));
        assertReadsBack(RowSerdes.requests(), row(null));
    }

    /** Form 1 had no announcement, no links and no word of what the file is; form 2 only not the last. Where they are not known the latest form has zeros. */
    @Test
    void shouldReadFilesOfEarlierForms() {
        RequestRow row = row(file(null, 77, "net"));
        String times = "0100".repeat(3);
        String rest = "4d" + "0103" + HexFormat.of().formatHex("net".getBytes(UTF_8));
        String latest = "03" + times + "00" + rest + "00" + "00";
        assertThat(hex(row)).containsOnlyOnce(latest);

        assertThat(read(hex(row).replace(latest, "02" + times + "00" + rest + "00")))
                .isEqualTo(row);
        assertThat(read(hex(row).replace(latest, "01" + times + rest))).isEqualTo(row);
    }

    @Test
    void shouldRefuseAFileOfALaterForm() {
        String fields = "0100".repeat(3) + "004d";
        String later = hex(row(file(null, 77, "net"))).replace("03" + fields, "09" + fields);

        assertThatThrownBy(() -> read(later))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("form 9");
    }

    private static ExportFile file(FileDigest digest, long downloads, String network, LinkUses... links) {
        return new ExportFile(AT, AT, AT, false, digest, downloads, network, List.of(links));
    }

    private static RequestRow read(String row) {
        return RowSerdes.requests()
                .deserializer()
                .deserialize("", HexFormat.of().parseHex(row));
    }

    private static String hex(RequestRow row) {
        return HexFormat.of().formatHex(RowSerdes.requests().serializer().serialize("", row));
    }

    private static RequestRow row(ExportFile file) {
        Origin origin = new Origin(
                "6960da58-a728-4401-9b15-10bc2a28bea4",
                RequestType.EXPORT,
                Regulation.GDPR,
                AT,
                AT,
                "subject",
                true,
                List.of(),
                null,
                false,
                ExportFormat.CSV,
                "00ff",
                List.of());
        Step orders = new Step(
                "orders",
                Action.EXPORT,
                StepStatus.DONE,
                false,
                false,
                1,
                1,
                1,
                null,
                5,
                3,
                "run-7",
                AT,
                AT,
                null,
                null,
                0);
        Step crm = new Step(
                "crm", Action.EXPORT, StepStatus.SENT, false, true, 1, 1, 1, null, 0, 0, null, AT, null, AT, null, 1);
        RequestState request = new RequestState(
                origin,
                Phase.READY,
                new Deadline(AT, false, 0, false),
                new Progress(null, null, null, null, null, false, null),
                new Ending(Outcome.COMPLETED, null, null, AT),
                file,
                List.of(orders, crm),
                List.of(new Milestone(AT, "ExportReady", null)));
        return new RequestRow("alice", new PseudonymKey(new byte[PseudonymKey.LENGTH]), "00ff", request);
    }

    @Test
    void shouldRefuseARowOfALaterVersion() {
        byte[] row = RowSerdes.identities().serializer().serialize("", IdentitiesRow.NONE);
        row[0] = 2;
        assertThatThrownBy(() -> RowSerdes.identities().deserializer().deserialize("", row))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("version 2");
    }

    private static <T> void assertReadsBack(Serde<T> serde, T row) {
        byte[] bytes = serde.serializer().serialize("", row);
        assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(row);
    }
}
