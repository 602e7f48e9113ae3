package io.lethe.packager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.HybridDecrypt;
import io.lethe.keys.ExportKeys;
import io.lethe.keys.KeyWrap;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.FragmentEncryption;
import io.lethe.schemas.ServiceTask;
import io.lethe.storage.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What services handed out for one export, as data sets. One fragment at a time is in memory. */
final class Collected {
    private final Staging staging;
    private final Place place;
    private final HybridDecrypt key;

    /** {@code task} is the packager's: it carries the key. */
    Collected(Staging staging, Place place, ServiceTask task, KeyWrap master) {
        this.staging = staging;
        this.place = place;
        this.key = task.getWrappedKey() == null
                ? null
                : ExportKeys.unwrap(task.getRequestId(), task.getWrappedKey(), master);
    }

    /** One data set while it is being found. */
    private record Found(String mediaType, List<Long> sequences) {}

    /** The data sets in a task's first fragments, in the order in which they begin. */
    List<DataSetSource> dataSets(String service, String taskId, long fragments) throws IOException {
        Map<String, Found> found = new LinkedHashMap<>();
        for (long sequence = 0; sequence < fragments; sequence++) {
            ExportFragment fragment = fragment(taskId, sequence);
            found.computeIfAbsent(fragment.getDataset(), n -> new Found(fragment.getMediaType(), new ArrayList<>()))
                    .sequences()
                    .add(sequence);
        }
        List<DataSetSource> sources = new ArrayList<>();
        found.forEach((name, set) -> sources.add(
                new DataSetSource(service, name, set.mediaType(), () -> new Fragments(taskId, set.sequences()))));
        return sources;
    }

    private ExportFragment fragment(String taskId, long sequence) throws IOException {
        return staging.read(place, taskId, sequence)
                .orElseThrow(() -> new IOException("fragment " + sequence + " of task " + taskId + " is not staged"));
    }

    private byte[] plain(String taskId, long sequence) throws IOException {
        ExportFragment fragment = fragment(taskId, sequence);
        byte[] data = new byte[fragment.getData().remaining()];
        fragment.getData().duplicate().get(data);
        if (fragment.getEncryption() == FragmentEncryption.NONE) {
            return data;
        }
        if (key == null) {
            throw new UnreadableFragmentException(fragment.getService(), sequence, null);
        }
        try {
            return key.decrypt(data, (taskId + '/' + sequence).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new UnreadableFragmentException(fragment.getService(), sequence, e);
        }
    }

    /** The plain bytes of some fragments, one after the other. */
    private final class Fragments extends InputStream {
        private final String taskId;
        private final Iterator<Long> sequences;
        private InputStream current = InputStream.nullInputStream();

        Fragments(String taskId, List<Long> sequences) {
            this.taskId = taskId;
            this.sequences = sequences.iterator();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int read = current.read(buffer, from, length);
            while (read < 0 && sequences.hasNext()) {
                current = new ByteArrayInputStream(plain(taskId, sequences.next()));
                read = current.read(buffer, from, length);
            }
            return read;
        }
    }
}
