package io.lethe.packager;

import io.lethe.schemas.ExportFragment;
import io.lethe.serde.GeneratedData;
import io.lethe.storage.ExportStore;
import io.lethe.storage.MasterKey;
import io.lethe.storage.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.message.BinaryMessageDecoder;

/**
 * Fragments from their arrival to their packing, one object each, encrypted by the master key over whatever protects them already. A fragment that comes
 * twice takes its own place; a new run of a service takes the places of the run before.
 */
final class Staging {
    private final ExportStore store;
    private final MasterKey master;
    private final BinaryMessageDecoder<ExportFragment> decoder =
            new BinaryMessageDecoder<>(GeneratedData.of(ExportFragment.class), ExportFragment.getClassSchema());

    Staging(ExportStore store, MasterKey master) {
        this.store = store;
        this.master = master;
    }

    /** Whether fragments of a task come too late: they are being packed or are packed, or the export was deleted. */
    boolean isOver(Place place, String taskId) throws IOException {
        return store.exists(place.gone()) || store.exists(place.file()) || store.exists(place.sealed(taskId));
    }

    void put(Place place, ExportFragment fragment) throws IOException {
        String key = place.fragment(fragment.getTaskId(), fragment.getSequence());
        ByteBuffer record = ExportFragment.getEncoder().encode(fragment);
        byte[] plain = new byte[record.remaining()];
        record.get(plain);
        byte[] wrapped = master.wrap(plain, key);
        store.put(key, out -> out.write(wrapped));
    }

    /** A staged fragment; empty when it is not there. */
    Optional<ExportFragment> read(Place place, String taskId, long sequence) throws IOException {
        String key = place.fragment(taskId, sequence);
        try (ExportStore.Stored stored = store.open(key).orElse(null)) {
            return stored == null
                    ? Optional.empty()
                    : Optional.of(decoder.decode(master.unwrap(stored.bytes().readAllBytes(), key)));
        }
    }

    /** How many of a task's first fragments are not there. */
    long missing(Place place, String taskId, long count) throws IOException {
        Set<String> there = new HashSet<>();
        store.list(place.task(taskId)).forEach(e -> there.add(e.key()));
        long missing = 0;
        for (long sequence = 0; sequence < count; sequence++) {
            missing += there.contains(place.fragment(taskId, sequence)) ? 0 : 1;
        }
        return missing;
    }

    /** From here on a task's fragments stay as they are. */
    void seal(Place place, String taskId) throws IOException {
        store.put(place.sealed(taskId), out -> {});
    }

    /** Takes away all that is staged for an export; the seals last, so that nothing new slips in between. */
    void clear(Place place) throws IOException {
        var entries = store.list(place.staging());
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (!entries.get(i).key().endsWith("sealed")) {
                store.delete(entries.get(i).key());
            }
        }
        for (ExportStore.Entry seal : store.list(place.staging())) {
            store.delete(seal.key());
        }
    }
}
