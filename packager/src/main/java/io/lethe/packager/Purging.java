package io.lethe.packager;

import io.lethe.keys.Keys;
import io.lethe.participant.Ack;
import io.lethe.participant.Task;
import io.lethe.storage.ExportStore;
import io.lethe.storage.Place;
import java.io.IOException;
import java.util.List;

/**
 * Does the packager's HARD_DELETE task. An export's own (without {@code asOf}) takes away its file and what is staged for it, and leaves a mark, so that nothing
 * that comes later is kept. An erasure's takes away every file of the subject that stood when the hard delete started.
 */
final class Purging {
    private final ExportStore store;
    private final Staging staging;
    private final Keys keys;

    Purging(ExportStore store, Staging staging, Keys keys) {
        this.store = store;
        this.staging = staging;
        this.keys = keys;
    }

    Ack purge(Task task) throws IOException {
        String folder = keys.exportFolder(task.subjectId());
        if (task.asOf() == null) {
            return purge(new Place(folder, task.requestId()));
        }
        List<Place> old = store.list(Place.filesOf(folder)).stream()
                .filter(file -> task.covers(file.modifiedAt()))
                .map(file -> Place.of(file.key()))
                .toList();
        for (Place place : old) {
            purge(place);
        }
        return found(old.size());
    }

    /** The mark first: whoever packs at this moment looks for it last. */
    private Ack purge(Place place) throws IOException {
        store.put(place.gone(), out -> {});
        boolean packed = store.exists(place.file());
        int staged = store.list(place.staging()).size();
        store.delete(place.file());
        staging.clear(place);
        return found((packed ? 1 : 0) + (staged > 0 ? 1 : 0));
    }

    private static Ack found(long things) {
        return things == 0 ? Ack.notFound() : Ack.done(things);
    }
}
