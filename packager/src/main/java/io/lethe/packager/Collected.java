package io.lethe.packager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.HybridDecrypt;
import io.lethe.keys.ExportKeys;
import io.lethe.keys.KeyWrap;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.FragmentEncryption;
import io.lethe.schemas.ServiceTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What services handed out for one export, as data sets. One fragment at a time is in memory. */
final class Collected {
    private final Staging staging;
    private final HybridDecrypt key;

    /** {@code task} is the packager's: it carries the key. */
    Collected(Staging staging, ServiceTask task, KeyWrap master) {
        this.staging = staging;
        this.key = task.getWrappedKey() == null
                ? null
                : ExportKeys.unwrap(task.getRequestId(), task.getWrappedKey(), master);
    }

    /** One data set while it is being found. */
    private record Found(String mediaType, List<Staged> fragments) {}

    /** The data sets in the fragments of a run, in the order in which they begin. */
    List<DataSetSource> dataSets(String service, List<Staged> run) throws IOException {
        Map<String, Found> found = new LinkedHashMap<>();
        for (Staged staged : run) {
            ExportFragment fragment = staging.read(staged);
            found.computeIfAbsent(fragment.getDataset(), n -> new Found(fragment.getMediaType(), new ArrayList<>()))
                    .fragments()
                    .add(staged);
        }
        List<DataSetSource> sources = new ArrayList<>();
        found.forEach((name, set) ->
                sources.add(new DataSetSource(service, name, set.mediaType(), () -> new Fragments(set.fragments()))));
        return sources;
    }

    /** Tells two fragments apart by what they hold: the same bytes encrypted twice are different ones. */
    String hash(Staged staged) throws IOException {
        ExportFragment fragment = staging.read(staged);
        MessageDigest sha256 = Digesting.sha256();
        for (String name : List.of(fragment.getDataset(), fragment.getMediaType())) {
            sha256.update(name.getBytes(UTF_8));
            sha256.update((byte) 0);
        }
        return HexFormat.of().formatHex(sha256.digest(plain(fragment)));
    }

    private byte[] plain(ExportFragment fragment) throws IOException {
        long sequence = fragment.getSequence();
        byte[] data = new byte[fragment.getData().remaining()];
        fragment.getData().duplicate().get(data);
        if (fragment.getEncryption() == FragmentEncryption.NONE) {
            return data;
        }
        if (key == null) {
            throw new UnreadableFragmentException(fragment.getService(), sequence, null);
        }
        try {
            return key.decrypt(data, (fragment.getTaskId() + '/' + sequence).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new UnreadableFragmentException(fragment.getService(), sequence, e);
        }
    }

    /** The plain bytes of some fragments, one after the other. */
    private final class Fragments extends InputStream {
        private final Iterator<Staged> fragments;
        private InputStream current = InputStream.nullInputStream();

        Fragments(List<Staged> fragments) {
            this.fragments = fragments.iterator();
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
            while (read < 0 && fragments.hasNext()) {
                current = new ByteArrayInputStream(plain(staging.read(fragments.next())));
                read = current.read(buffer, from, length);
            }
            return read;
        }
    }
}
