package io.lethe.packager;

import io.lethe.keys.Keys;
import io.lethe.lifecycle.TaskIds;
import io.lethe.participant.Ack;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportPart;
import io.lethe.schemas.ServiceOutcome;
import io.lethe.schemas.ServiceTask;
import io.lethe.storage.EncryptedFiles;
import io.lethe.storage.ExportStore;
import io.lethe.storage.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the packager's EXPORT task. It may be killed at any moment and begin again: the file is there whole or not at all, and what was staged is taken
 * away only after it.
 */
final class Packing {
    private static final Logger LOG = LoggerFactory.getLogger(Packing.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ExportStore store;
    private final EncryptedFiles files;
    private final Staging staging;
    private final Keys keys;
    private final Duration patience;

    /** {@code patience} is how long fragments that were announced may take: they travel by another topic than the task. */
    Packing(ExportStore store, Staging staging, Keys keys, Duration patience) {
        this.store = store;
        this.files = new EncryptedFiles(store, keys.wrap());
        this.staging = staging;
        this.keys = keys;
        this.patience = patience;
    }

    Ack pack(String subjectId, ServiceTask task) throws IOException {
        Place place = new Place(keys.exportFolder(subjectId), task.getRequestId());
        if (store.exists(place.gone())) {
            return deleted();
        }
        Ack.PackedFile file = packed(place, task);
        if (file == null) {
            Collected collected = new Collected(staging, task, keys.wrap());
            try {
                Map<String, OneRun> runs = await(place, task, collected);
                if (!runs.values().stream().allMatch(OneRun::isThere)) {
                    return Ack.failed(problems(runs));
                }
                file = write(subjectId, place, task, collected, runs);
            } catch (UnreadableFragmentException e) {
                return Ack.failedForGood(e.getMessage());
            }
        }
        staging.clear(place);
        return finished(place, task, file);
    }

    /** What is packed already, read to its end, which also proves that it can be; null: nothing is. */
    private Ack.PackedFile packed(Place place, ServiceTask task) throws IOException {
        try (ExportStore.Stored file =
                files.open(place.file(), task.getRequestId()).orElse(null)) {
            if (file == null) {
                return null;
            }
            Digesting digesting = new Digesting(OutputStream.nullOutputStream());
            file.bytes().transferTo(digesting);
            return new Ack.PackedFile(digesting.count(), digesting.hash());
        }
    }

    /** A deletion that came meanwhile is the last word: it leaves its mark first and then deletes, and this looks for the mark last. */
    private Ack finished(Place place, ServiceTask task, Ack.PackedFile file) throws IOException {
        if (store.exists(place.gone())) {
            store.delete(place.file());
            return deleted();
        }
        LOG.info("Export {} is packed", task.getRequestId());
        return Ack.done(task.getParts().stream()
                        .mapToLong(ExportPart::getFragments)
                        .sum())
                .with(file);
    }

    private static Ack deleted() {
        return Ack.failedForGood("the export was deleted before it was packed");
    }

    private static String problems(Map<String, OneRun> runs) {
        return runs.entrySet().stream()
                .filter(run -> !run.getValue().isThere())
                .map(run -> run.getKey() + ": " + run.getValue().problem())
                .collect(Collectors.joining("; "));
    }

    /** What is to be packed of each service that gave something. */
    private Map<String, OneRun> await(Place place, ServiceTask task, Collected collected) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, OneRun> runs = runs(place, task, collected);
        while (!runs.values().stream().allMatch(OneRun::isThere)
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK.toNanos());
            runs = runs(place, task, collected);
        }
        return runs;
    }

    private Map<String, OneRun> runs(Place place, ServiceTask task, Collected collected) throws IOException {
        Map<String, OneRun> runs = new LinkedHashMap<>();
        for (ExportPart part : given(task)) {
            List<Staged> staged = staging.list(place, taskId(task, part), part.getRun());
            runs.put(part.getService(), OneRun.of(staged, part.getFragments(), collected::hash));
        }
        return runs;
    }

    private Ack.PackedFile write(
            String subjectId, Place place, ServiceTask task, Collected collected, Map<String, OneRun> runs)
            throws IOException {
        for (ExportPart part : given(task)) {
            staging.seal(place, taskId(task, part));
        }
        AtomicReference<Ack.PackedFile> file = new AtomicReference<>();
        files.write(place.file(), task.getRequestId(), out -> {
            Digesting digesting = new Digesting(out);
            archive(subjectId, task, collected, runs, digesting);
            file.set(new Ack.PackedFile(digesting.count(), digesting.hash()));
        });
        return file.get();
    }

    private static void archive(
            String subjectId, ServiceTask task, Collected collected, Map<String, OneRun> runs, OutputStream out)
            throws IOException {
        Archive archive = new Archive(out, task.getFormat(), task.getIssuedAt());
        List<Manifest.ServicePart> services = new ArrayList<>();
        for (ExportPart part : task.getParts()) {
            OneRun run = runs.get(part.getService());
            List<DataSetSource> sources =
                    run == null ? List.of() : collected.dataSets(part.getService(), run.fragments());
            for (DataSetSource source : sources) {
                archive.add(source);
            }
            services.add(new Manifest.ServicePart(
                    part.getService(), part.getOutcome().name(), part.getReason(), sources.size()));
        }
        archive.finish(new Manifest(
                task.getRequestId(),
                subjectId,
                task.getFormat().name(),
                task.getIssuedAt().toString(),
                services,
                archive.files()));
    }

    private static List<ExportPart> given(ServiceTask task) {
        return task.getParts().stream().filter(Packing::isGiven).toList();
    }

    private static boolean isGiven(ExportPart part) {
        return part.getOutcome() == ServiceOutcome.DONE && part.getFragments() > 0;
    }

    private static String taskId(ServiceTask task, ExportPart part) {
        return TaskIds.of(task.getRequestId(), part.getService(), Action.EXPORT, 1);
    }
}
