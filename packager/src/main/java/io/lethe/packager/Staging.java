package io.lethe.packager;

import io.lethe.schemas.ExportFragment;
import io.lethe.serde.GeneratedData;
import io.lethe.storage.ExportStore;
import io.lethe.storage.MasterKey;
import io.lethe.storage.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.message.BinaryMessageDecoder;

/**
 * Fragments from their arrival to their packing, one object each, encrypted by the master key over whatever protects them already. A fragment that is read
 * from the topic twice takes its own place; another that comes under the same sequence gets a place beside it, and {@link OneRun} says which counts.
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

    /** {@code offset} is where the fragment stands on its topic. */
    void put(Place place, ExportFragment fragment, long offset) throws IOException {
        String key = place.fragment(fragment.getTaskId(), fragment.getRun(), fragment.getSequence(), offset);
        ByteBuffer record = ExportFragment.getEncoder().encode(fragment);
        byte[] plain = new byte[record.remaining()];
        record.get(plain);
        byte[] wrapped = master.wrap(plain, key);
        store.put(key, out -> out.write(wrapped));
    }

    /**
     * A staged fragment.
     *
     * @throws IOException when it is not there, or cannot be read
     */
    ExportFragment read(Staged staged) throws IOException {
        ExportStore.Stored object = store.open(staged.key())
                .orElseThrow(() -> new IOException("the staged fragment " + staged.key() + " is not there"));
        try (object) {
            return decoder.decode(master.unwrap(object.bytes().readAllBytes(), staged.key()));
        }
    }

    /** What is staged of one run of a task; {@code run} null: of all that name none. */
    List<Staged> list(Place place, String taskId, String run) throws IOException {
        return store.list(place.run(taskId, run)).stream()
                .map(entry -> Staged.of(entry.key()))
                .toList();
    }

    /** From here on a task's fragments stay as they are. */
    void seal(Place place, String taskId) throws IOException {
        store.put(place.sealed(taskId), out -> {});
    }

    /** Takes away what was staged while an export was being finished or deleted: whoever did that may have looked before it came. */
    void tidy(Place place) throws IOException {
        if ((store.exists(place.file()) || store.exists(place.gone()))
                && !store.list(place.staging()).isEmpty()) {
            clear(place);
        }
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
