package io.lethe.packager;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.keys.Keys;
import io.lethe.participant.Ack;
import io.lethe.participant.Task;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ServiceTask;
import io.lethe.storage.ExportStore;
import io.lethe.storage.FileStore;
import io.lethe.storage.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting what was packed and staged, and looking whether it is gone. */
class PurgingTest {
    private static final String JSON = "application/json";

    @TempDir
    private Path directory;

    private final Keys keys = Keys.generate();
    private final Given export = new Given(keys);
    private ExportStore store;
    private Staging staging;
    private Purging purging;

    @BeforeEach
    void open() throws IOException {
        store = new FileStore(directory);
        staging = new Staging(store, keys.wrap());
        purging = new Purging(store, staging, keys);
    }

    @Test
    void shouldDeleteTheFileAndAllThatIsStagedAndKeepNothingThatComesLater() throws IOException {
        stage(export);
        ServiceTask task = export.task(ExportFormat.CSV, Given.done("orders", 1));
        pack(task);

        assertThat(purge()).isEqualTo(Ack.done(1));
        assertThat(purge()).isEqualTo(Ack.notFound());
        assertThat(store.list(Place.FILES)).isEmpty();
        assertThat(pack(task).outcome()).as("a task that comes late").isEqualTo(AckOutcome.FAILED);
        assertThat(store.list(Place.FILES)).isEmpty();
    }

    @Test
    void shouldDeleteWhatWasStagedForAnExportThatWasTakenBack() throws IOException {
        stage(export);

        assertThat(purge()).isEqualTo(Ack.done(1));
        assertThat(store.list(Place.STAGING)).isEmpty();
    }

    @Test
    void shouldDeleteAllOldFilesOfTheSubjectForAnErasureAndNobodyElses() throws IOException {
        stage(export);
        pack(export.task(ExportFormat.CSV, Given.done("orders", 1)));
        Given later = new Given(keys);
        store.put(Place.filesOf(keys.exportFolder("customer-00043")) + export.requestId, out -> out.write(1));

        assertThat(purgeAsOf(Instant.now().minusSeconds(3600)))
                .as("newer than the erasure")
                .isEqualTo(Ack.notFound());
        Instant started = Instant.now();
        awaitAfter(started);
        stage(later);
        assertThat(purgeAsOf(started)).isEqualTo(Ack.done(1));
        assertThat(store.list(Place.FILES)).hasSize(1);
        assertThat(store.list(later.place().staging()))
                .as("an export that runs")
                .hasSize(1);
    }

    @Test
    void shouldFindWhatIsLeftAfterAnErasure() throws IOException {
        stage(export);
        pack(export.task(ExportFormat.CSV, Given.done("orders", 1)));
        Given orphan = new Given(keys);
        stage(orphan);
        Instant started = Instant.now();
        awaitAfter(started);
        assertThat(verify(started)).as("a file and an orphan").isEqualTo(Ack.done(2));
        assertThat(verify(started)).as("it only looks").isEqualTo(Ack.done(2));
        assertThat(verify(started.minusSeconds(3600)))
                .as("newer than the erasure")
                .isEqualTo(Ack.notFound());

        assertThat(purgeAsOf(started)).isEqualTo(Ack.done(2));
        assertThat(verify(started)).isEqualTo(Ack.notFound());
        assertThat(store.list(Place.STAGING)).isEmpty();
    }

    private static void awaitAfter(Instant moment) {
        // Times of files are as fine as the file system's clock.
        while (Instant.now().isBefore(moment.plusMillis(20))) {
            Thread.onSpinWait();
        }
    }

    private void stage(Given of) throws IOException {
        staging.put(of.place(), of.fragment("orders", 0, "orders", JSON, "{}"), 0);
    }

    private Ack pack(ServiceTask task) throws IOException {
        return new Packing(store, staging, keys, Duration.ZERO).pack(Given.SUBJECT, task);
    }

    private Ack purge() throws IOException {
        return purging.purge(task(Action.HARD_DELETE, null));
    }

    private Ack purgeAsOf(Instant asOf) throws IOException {
        return purging.purge(task(Action.HARD_DELETE, asOf));
    }

    private Ack verify(Instant asOf) throws IOException {
        return purging.verify(task(Action.VERIFY, asOf));
    }

    private Task task(Action action, Instant asOf) {
        return new Task(Given.SUBJECT, action, export.requestId, "task", 1, 1, List.of(), asOf);
    }
}
