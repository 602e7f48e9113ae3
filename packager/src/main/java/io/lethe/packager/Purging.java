package io.lethe.packager;

import io.lethe.keys.Keys;
import io.lethe.participant.Ack;
import io.lethe.participant.Task;
import io.lethe.storage.ExportStore;
import io.lethe.storage.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Does the packager's HARD_DELETE task, and looks afterwards. An export's own (without {@code asOf}) takes away its file and what is staged for it, and leaves a
 * mark, so that nothing that comes later is kept. An erasure's takes away every file of the subject, and all that is staged, that stood when the hard delete started.
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
        if (task.asOf() == null) {
            return purge(new Place(keys.exportFolder(task.subjectId()), task.requestId()));
        }
        List<Place> old = old(task);
        for (Place place : old) {
            purge(place);
        }
        return found(old.size());
    }

    /** How many exports there are still of which the erasure should have left nothing. */
    Ack verify(Task task) throws IOException {
        return found(old(task).size());
    }

    /**
     * Exports with a file or staged fragments from before the hard delete; a place is as old as the latest that stands there, for an export that was asked
     * for since then has nothing older.
     */
    private List<Place> old(Task task) throws IOException {
        String folder = keys.exportFolder(task.subjectId());
        Map<Place, Instant> latest = new LinkedHashMap<>();
        Stream.concat(store.list(Place.filesOf(folder)).stream(), store.list(Place.stagingOf(folder)).stream())
                .forEach(e -> latest.merge(Place.of(e.key()), e.modifiedAt(), (a, b) -> a.isAfter(b) ? a : b));
        return latest.entrySet().stream()
                .filter(place -> task.covers(place.getValue()))
                .map(Map.Entry::getKey)
                .toList();
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
