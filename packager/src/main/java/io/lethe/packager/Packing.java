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
import java.util.List;
import java.util.concurrent.locks.LockSupport;
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
        if (!store.exists(place.file())) {
            List<String> missing = await(place, task);
            if (!missing.isEmpty()) {
                return Ack.failed("fragments are missing: " + String.join(", ", missing));
            }
            try {
                write(subjectId, place, task);
            } catch (UnreadableFragmentException e) {
                return Ack.failedForGood(e.getMessage());
            }
        }
        staging.clear(place);
        return finished(place, task);
    }

    /** A deletion that came meanwhile is the last word: it leaves its mark first and then deletes, and this looks for the mark last. */
    private Ack finished(Place place, ServiceTask task) throws IOException {
        if (store.exists(place.gone())) {
            store.delete(place.file());
            return deleted();
        }
        LOG.info("Export {} is packed", task.getRequestId());
        return Ack.done(
                task.getParts().stream().mapToLong(ExportPart::getFragments).sum());
    }

    private static Ack deleted() {
        return Ack.failedForGood("the export was deleted before it was packed");
    }

    private List<String> await(Place place, ServiceTask task) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> missing = missing(place, task);
        while (!missing.isEmpty()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK.toNanos());
            missing = missing(place, task);
        }
        return missing;
    }

    private List<String> missing(Place place, ServiceTask task) throws IOException {
        List<String> missing = new ArrayList<>();
        for (ExportPart part : given(task)) {
            long count = staging.missing(place, taskId(task, part), part.getFragments());
            if (count > 0) {
                missing.add(part.getService() + " " + count + " of " + part.getFragments());
            }
        }
        return missing;
    }

    private void write(String subjectId, Place place, ServiceTask task) throws IOException {
        for (ExportPart part : given(task)) {
            staging.seal(place, taskId(task, part));
        }
        Collected collected = new Collected(staging, place, task, keys.wrap());
        files.write(place.file(), task.getRequestId(), out -> archive(subjectId, task, collected, out));
    }

    private static void archive(String subjectId, ServiceTask task, Collected collected, OutputStream out)
            throws IOException {
        Archive archive = new Archive(out, task.getFormat(), task.getIssuedAt());
        List<Manifest.ServicePart> services = new ArrayList<>();
        for (ExportPart part : task.getParts()) {
            List<DataSetSource> sources =
                    collected.dataSets(part.getService(), taskId(task, part), isGiven(part) ? part.getFragments() : 0);
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
