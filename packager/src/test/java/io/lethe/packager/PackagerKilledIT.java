package io.lethe.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.lifecycle.RequestState;
import io.lethe.packager.DyingPackager.When;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.RequestCompleted;
import io.lethe.schemas.ServiceAck;
import io.lethe.storage.Place;
import io.lethe.testing.JavaProcess;
import io.lethe.testing.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packager's process dies while it stages, while it packs, and between a file and its answer; every export ends with one right file all the same. */
class PackagerKilledIT {
    /** What repeats and their pauses may take, on a machine with little to give. */
    private static final Duration MOST = Duration.ofMinutes(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS) // the packager's log says why it failed
    private Path directory;

    private ExportWorld world;
    private TopicReader<ServiceAck> acks;

    @BeforeEach
    void start() {
        world = new ExportWorld(directory);
        acks = world.cluster.reader(world.config.topics().acks(), ServiceAck.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldEndWithOneRightFileForEachExportWhereverItDies() throws Exception {
        world.ask(3);
        dies(When.STAGING);
        assertThat(world.store().list(Place.STAGING)).as("died while it staged").isNotEmpty();
        assertThat(world.packed()).as("died while it staged").isEmpty();

        dies(When.PACKING);
        assertThat(world.largestDraft()).as("died while it packed").isGreaterThan(DyingPackager.ARCHIVE);

        List<String> before = world.packed();
        dies(When.PACKED);
        assertThat(world.packed())
                .as("died between a file and its answer")
                .filteredOn(id -> !before.contains(id))
                .isNotEmpty()
                .noneMatch(answered()::contains);

        try (JavaProcess last = world.packager()) {
            world.ask(1);
            awaitReady();
            await().until(() -> world.store().list(Place.STAGING).isEmpty());
            assertThat(last.isAlive()).isTrue();
            assertThat(last.stop()).as("exit code of a stop by SIGTERM").isEqualTo(143);
        }
        assertOneFileForEach();
        for (String id : world.exports.keySet()) {
            assertRight(id);
        }
    }

    private void dies(When when) throws Exception {
        try (JavaProcess packager = world.packager(when)) {
            await("its end while " + when).atMost(MOST).until(() -> !packager.isAlive());
            assertThat(packager.stop()).as("exit code").isEqualTo(DyingPackager.EXIT);
        }
    }

    private List<String> answered() {
        return packagersAnswers().stream().map(ServiceAck::getRequestId).toList();
    }

    private List<ServiceAck> packagersAnswers() {
        return acks.values().stream()
                .filter(ack -> ack.getService().equals(RequestState.PACKAGER) && ack.getOutcome() == AckOutcome.DONE)
                .toList();
    }

    private void awaitReady() {
        try (var completions = world.cluster.reader(world.config.topics().completions(), RequestCompleted.class)) {
            completions.await("every export", MOST, all -> all.size() >= world.exports.size());
            assertThat(completions.values())
                    .extracting(RequestCompleted::getRequestId)
                    .containsExactlyInAnyOrderElementsOf(world.exports.keySet());
            assertThat(completions.values())
                    .extracting(completion -> completion.getOutcome().name())
                    .containsOnly("COMPLETED");
        }
        try (var audit = world.cluster.reader(world.config.topics().audit(), AuditEntry.class)) {
            assertThat(audit.values().stream().filter(e -> e.getEvent().equals("ExportReady")))
                    .extracting(AuditEntry::getRequestId)
                    .as("READY once")
                    .containsExactlyInAnyOrderElementsOf(world.exports.keySet());
        }
    }

    private void assertOneFileForEach() throws Exception {
        assertThat(world.packed()).containsExactlyInAnyOrderElementsOf(world.exports.keySet());
        try (var store = world.store()) {
            assertThat(store.discardUnfinished(Instant.now().plusSeconds(60)))
                    .as("what a kill left half written, for the sweep to find")
                    .isPositive();
            assertThat(store.list("")).as("nothing but the files").hasSize(world.exports.size());
        }
    }

    private void assertRight(String id) throws Exception {
        byte[] file = world.file(id);
        Opened opened = Opened.of(file).checked();
        assertThat(opened.manifest().path("subjectId").asText()).isEqualTo(world.exports.get(id));
        assertThat(opened.manifest().path("files"))
                .hasSize(2)
                .allSatisfy(f -> assertThat(f.path("rows").asLong()).isEqualTo(ExportWorld.ROWS));
        for (JsonNode entry : opened.manifest().path("files")) {
            String text = opened.text(entry.path("name").asText());
            int at = 0;
            for (var row : ExportWorld.rows(entry.path("service").asText(), world.exports.get(id))) {
                at = text.indexOf((String) row.get("note"), at);
                assertThat(at).as("row %s of %s", row.get("id"), entry).isPositive();
            }
        }
        assertThat(packagersAnswers().stream().filter(ack -> ack.getRequestId().equals(id)))
                .isNotEmpty()
                .allSatisfy(ack -> {
                    assertThat(ack.getSizeBytes()).isEqualTo(file.length);
                    assertThat(ack.getSha256()).isEqualTo(Opened.sha256(file));
                });
    }
}
