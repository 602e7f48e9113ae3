package io.lethe.packager;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.keys.Keys;
import io.lethe.participant.Ack;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ExportPart;
import io.lethe.schemas.FragmentEncryption;
import io.lethe.schemas.ServiceOutcome;
import io.lethe.schemas.ServiceTask;
import io.lethe.storage.EncryptedFiles;
import io.lethe.storage.ExportStore;
import io.lethe.storage.FileStore;
import io.lethe.storage.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackingTest {
    private static final String JSON = "application/json";

    @TempDir
    private Path directory;

    private final Keys keys = Keys.generate();
    private final Given export = new Given(keys);
    private ExportStore store;
    private Staging staging;
    private long offset;

    @BeforeEach
    void open() throws IOException {
        store = new FileStore(directory);
        staging = new Staging(store, keys.wrap());
    }

    @Test
    void shouldPackWhatCameAndSayWhatDidNot() throws IOException {
        stage("orders", 0, "orders", "{\"id\":1}\n");
        stage("orders", 1, "payments", "{\"cents\":5}\n");
        stage("orders", 2, "orders", "{\"id\":2}\n");

        Ack ack = pack(export.task(
                ExportFormat.JSON,
                Given.done("orders", 3),
                new ExportPart("accounts", ServiceOutcome.EXEMPT, 0L, "tax law", null),
                new ExportPart("crm", ServiceOutcome.NOT_FOUND, 0L, null, null),
                new ExportPart("mail", ServiceOutcome.WAIVED, 0L, "down for good", null)));

        assertThat(ack.outcome()).isEqualTo(AckOutcome.DONE);
        assertThat(ack.recordsAffected()).isEqualTo(3);
        assertThat(ack.file()).isEqualTo(described(export));
        Opened opened = opened(export);
        assertThat(opened.files()).containsOnlyKeys("orders/orders.json", "orders/payments.json", "manifest.json");
        assertThat(opened.text("orders/orders.json")).contains("\"id\":1").contains("\"id\":2");
        assertThat(opened.manifest().at("/subjectId").asText()).isEqualTo(Given.SUBJECT);
        assertThat(opened.manifest().at("/createdAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(opened.manifest().at("/services").toString())
                .isEqualTo("[{\"service\":\"orders\",\"outcome\":\"DONE\",\"dataSets\":2},"
                        + "{\"service\":\"accounts\",\"outcome\":\"EXEMPT\",\"reason\":\"tax law\",\"dataSets\":0},"
                        + "{\"service\":\"crm\",\"outcome\":\"NOT_FOUND\",\"dataSets\":0},"
                        + "{\"service\":\"mail\",\"outcome\":\"WAIVED\",\"reason\":\"down for good\",\"dataSets\":0}]");
        assertThat(store.list(Place.STAGING)).as("staging").isEmpty();
    }

    @Test
    void shouldTakeFragmentsInAnyOrderAndTwice() throws IOException {
        stage("orders", 2, "orders", "{\"id\":3}\n");
        stage("orders", 1, "orders", "{\"id\":2}\n");
        stage("orders", 0, "orders", "{\"id\":1}\n");
        stage("orders", 2, "orders", "{\"id\":3}\n");
        stage("orders", 0, "orders", "{\"id\":1}\n");

        pack(export.task(ExportFormat.CSV, Given.done("orders", 3)));

        assertThat(opened(export).text("orders/orders.csv")).isEqualTo("id\r\n1\r\n2\r\n3\r\n");
    }

    @Test
    void shouldPackTheRunThatWasAnnouncedWhateverElseCame() throws IOException {
        for (int sequence = 0; sequence < 3; sequence++) {
            stage("first", sequence, "{\"run\":1}\n");
            stage("second", sequence, "{\"run\":2}\n");
            stage(null, sequence, "{\"run\":0}\n");
        }

        pack(export.task(ExportFormat.CSV, Given.done("orders", 3, "second")));

        assertThat(opened(export).text("orders/orders.csv")).isEqualTo("run\r\n2\r\n2\r\n2\r\n");
        assertThat(store.list(Place.STAGING)).isEmpty();
    }

    @Test
    void shouldNotMixRunsThatHaveNoNames() throws IOException {
        stage("orders", 0, "orders", "{\"run\":1}\n");
        stage("orders", 0, "orders", "{\"run\":2}\n");
        stage("orders", 1, "orders", "{\"run\":1}\n");
        stage("orders", 1, "orders", "{\"run\":2}\n");
        ServiceTask task = export.task(ExportFormat.CSV, Given.done("orders", 2));

        Ack ack = pack(task);
        assertThat(ack.outcome()).isEqualTo(AckOutcome.FAILED);
        assertThat(ack.retryable()).isTrue();
        assertThat(ack.reason()).startsWith("orders: FRAGMENTS_CONFLICT");
        assertThat(store.list(Place.FILES)).isEmpty();

        stage("orders", 0, "orders", "{\"run\":3}\n");
        stage("orders", 1, "orders", "{\"run\":3}\n");
        assertThat(pack(task).outcome()).as("once it is sent again").isEqualTo(AckOutcome.DONE);
        assertThat(opened(export).text("orders/orders.csv")).isEqualTo("run\r\n3\r\n3\r\n");
    }

    @Test
    void shouldSayWhatIsMissingAndGoOnWhenItComes() throws IOException {
        stage("orders", 1, "orders", "{\"id\":2}\n");
        ServiceTask task = export.task(ExportFormat.CSV, Given.done("orders", 3), Given.done("crm", 1));

        Ack ack = pack(task);
        assertThat(ack.outcome()).isEqualTo(AckOutcome.FAILED);
        assertThat(ack.retryable()).isTrue();
        assertThat(ack.reason()).isEqualTo("orders: fragments are missing: 2 of 3; crm: fragments are missing: 1 of 1");
        assertThat(store.list(Place.FILES)).isEmpty();

        stage("orders", 0, "orders", "{\"id\":1}\n");
        stage("orders", 2, "orders", "{\"id\":3}\n");
        stage("crm", 0, "crm", "{}");
        assertThat(pack(task).outcome()).isEqualTo(AckOutcome.DONE);
    }

    @Test
    void shouldKnowWhatComesTooLate() throws IOException {
        String task = export.taskId("orders");
        stage("orders", 0, "orders", "{}");
        assertThat(staging.isOver(export.place(), task)).isFalse();
        staging.seal(export.place(), task);
        assertThat(staging.isOver(export.place(), task))
                .as("while it is packed")
                .isTrue();
        pack(export.task(ExportFormat.CSV, Given.done("orders", 1)));
        assertThat(staging.isOver(export.place(), task)).as("when it is packed").isTrue();
        store.put(export.place().gone(), out -> {});
        store.delete(export.place().file());
        assertThat(staging.isOver(export.place(), task))
                .as("when it is deleted")
                .isTrue();
    }

    @Test
    void shouldTakeAwayWhatWasStagedWhileItWasFinished() throws IOException {
        stage("orders", 0, "orders", "{}");
        staging.tidy(export.place());
        assertThat(store.list(Place.STAGING))
                .as("of an export that is not finished")
                .hasSize(1);
        pack(export.task(ExportFormat.CSV, Given.done("orders", 1)));

        stage("orders", 0, "orders", "{}");
        staging.tidy(export.place());
        assertThat(store.list(Place.STAGING)).as("of one that is").isEmpty();
    }

    @Test
    void shouldNotTakeWhatWasEncryptedForSomethingElse() throws IOException {
        var other = new Given(keys).fragment("orders", 0, "orders", JSON, "{}");
        byte[] data = new byte[other.getData().remaining()];
        other.getData().get(data);
        staging.put(export.place(), export.raw("orders", 0, "orders", JSON, FragmentEncryption.HPKE, data), 0);

        Ack ack = pack(export.task(ExportFormat.CSV, Given.done("orders", 1)));

        assertThat(ack.outcome()).isEqualTo(AckOutcome.FAILED);
        assertThat(ack.retryable()).isFalse();
        assertThat(ack.reason()).contains("fragment 0 of orders");
        assertThat(store.list(Place.FILES)).isEmpty();
    }

    @Test
    void shouldEndWithOneRightFileWhereverItIsKilled() throws IOException {
        ServiceTask task = export.task(ExportFormat.JSON, Given.done("orders", 4));
        int kills = 0;
        for (int step = 1; ; step++) {
            for (int sequence = 0; sequence < 4; sequence++) {
                stage("orders", sequence, "orders", "{\"id\":" + sequence + "}\n");
            }
            BreakingStore breaking = new BreakingStore(store, step);
            if (survives(breaking, task)) {
                break;
            }
            kills++;
            assertThat(pack(task)).isEqualTo(Ack.done(4).with(described(export)));
            assertThat(opened(export).text("orders/orders.json")).contains("\"id\":3");
            assertThat(store.list("")).as("after step " + step).hasSize(1);
            assertThat(store.discardUnfinished(Instant.now().plusSeconds(60))).isZero();
            store.delete(export.place().file());
        }
        assertThat(kills).isGreaterThan(15);
    }

    private boolean survives(BreakingStore breaking, ServiceTask task) throws IOException {
        try {
            new Packing(breaking, new Staging(breaking, keys.wrap()), keys, Duration.ZERO).pack(Given.SUBJECT, task);
            return breaking.isAlive();
        } catch (BreakingStore.Killed e) {
            return false;
        }
    }

    @Test
    void shouldSweepOnlyWhatNobodyWillAskFor() throws IOException {
        Sweep sweep = new Sweep(store, staging, Duration.ofDays(7));
        stage("orders", 0, "orders", "{}");
        assertThat(sweep.run(Instant.now())).isEqualTo(new Sweep.Found(0, 0, 0));
        assertThat(store.list(Place.STAGING)).hasSize(1);

        store.put(export.place().gone(), out -> {});
        assertThat(sweep.run(Instant.now())).isEqualTo(new Sweep.Found(0, 1, 0));
        store.put(new Given(keys).place().file(), out -> out.write(1));
        assertThat(sweep.run(Instant.now().plus(Duration.ofDays(27)))).isEqualTo(new Sweep.Found(0, 0, 0));
        assertThat(sweep.run(Instant.now().plus(Duration.ofDays(31)))).isEqualTo(new Sweep.Found(0, 0, 1));
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void shouldHoldNothingInPlain() throws IOException {
        staging.put(
                export.place(),
                export.raw("orders", 0, "orders", JSON, FragmentEncryption.NONE, "Lovelace".getBytes(UTF_8)),
                7);
        Staged staged =
                staging.list(export.place(), export.taskId("orders"), null).get(0);
        String key = staged.key();
        assertThat(key).doesNotContain(Given.SUBJECT);
        try (var stored = store.open(key).orElseThrow()) {
            assertThat(new String(stored.bytes().readAllBytes(), ISO_8859_1)).doesNotContain("Lovelace");
        }
        assertThatThrownBy(() -> new Staging(store, Keys.generate().wrap()).read(staged))
                .isInstanceOf(RuntimeException.class);
    }

    private void stage(String service, long sequence, String dataSet, String rows) throws IOException {
        staging.put(export.place(), export.fragment(service, sequence, dataSet, JSON, rows), offset++);
    }

    private void stage(String run, long sequence, String rows) throws IOException {
        byte[] data = rows.getBytes(UTF_8);
        staging.put(export.place(), export.fragment("orders", run, sequence, "orders", JSON, data), offset++);
    }

    /** What the packager should say of a file. */
    private Ack.PackedFile described(Given of) throws IOException {
        try (var file = new EncryptedFiles(store, keys.wrap())
                .open(of.place().file(), of.requestId)
                .orElseThrow()) {
            byte[] bytes = file.bytes().readAllBytes();
            return new Ack.PackedFile(bytes.length, Opened.sha256(bytes));
        }
    }

    private Ack pack(ServiceTask task) throws IOException {
        return new Packing(store, staging, keys, Duration.ZERO).pack(Given.SUBJECT, task);
    }

    private Opened opened(Given of) throws IOException {
        try (var file = new EncryptedFiles(store, keys.wrap())
                .open(of.place().file(), of.requestId)
                .orElseThrow()) {
            return Opened.of(file.bytes()).checked();
        }
    }
}
