package io.lethe.packager;

import io.lethe.storage.ExportStore;
import io.lethe.storage.Place;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for what a crash or a task that never came left behind, removes and reports it. Whatever Lethe may still ask for stays. */
final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    /** A file is being written for so long at most. */
    private static final Duration WRITING = Duration.ofDays(1);
    /** Lethe sends a deletion again every week: one that did not come in three will not. */
    private static final Duration OVERDUE = Duration.ofDays(21);
    /** Fragments and tasks stay on Kafka for two weeks at most, so nothing can come later. */
    private static final Duration MARKS = Duration.ofDays(30);
    /** Nothing came for so long: longer than any law lets a request stay open. */
    private static final Duration ABANDONED = Duration.ofDays(120);

    private final ExportStore store;
    private final Staging staging;
    private final Duration retention;

    /**
     * What was found.
     *
     * @param unfinished files that were begun and never finished
     * @param staged exports with fragments that nobody will pack
     * @param files files whose time was over long ago
     */
    record Found(int unfinished, int staged, int files) {}

    /** {@code retention} is how long a finished export is kept. */
    Sweep(ExportStore store, Staging staging, Duration retention) {
        this.store = store;
        this.staging = staging;
        this.retention = retention;
    }

    Found run(Instant now) throws IOException {
        Found found = new Found(store.discardUnfinished(now.minus(WRITING)), sweepStaging(now), sweepFiles(now));
        for (ExportStore.Entry mark : store.list(Place.GONE)) {
            if (mark.modifiedAt().isBefore(now.minus(MARKS))) {
                store.delete(mark.key());
            }
        }
        if (!found.equals(new Found(0, 0, 0))) {
            LOG.warn("The sweep removed orphans: {}", found);
        }
        return found;
    }

    private int sweepStaging(Instant now) throws IOException {
        Map<Place, Instant> latest = new LinkedHashMap<>();
        store.list(Place.STAGING)
                .forEach(e -> latest.merge(Place.of(e.key()), e.modifiedAt(), (a, b) -> a.isAfter(b) ? a : b));
        Set<Place> orphans = new HashSet<>();
        for (var place : latest.entrySet()) {
            if (isOver(place.getKey()) || place.getValue().isBefore(now.minus(ABANDONED))) {
                LOG.warn(
                        "Staged fragments of export {} are orphans",
                        place.getKey().requestId());
                staging.clear(place.getKey());
                orphans.add(place.getKey());
            }
        }
        return orphans.size();
    }

    private boolean isOver(Place place) throws IOException {
        return store.exists(place.file()) || store.exists(place.gone());
    }

    private int sweepFiles(Instant now) throws IOException {
        int orphans = 0;
        for (ExportStore.Entry file : store.list(Place.FILES)) {
            if (file.modifiedAt().isBefore(now.minus(retention).minus(OVERDUE))) {
                LOG.warn(
                        "The file of export {} is an orphan",
                        Place.of(file.key()).requestId());
                store.delete(file.key());
                orphans++;
            }
        }
        return orphans;
    }
}
