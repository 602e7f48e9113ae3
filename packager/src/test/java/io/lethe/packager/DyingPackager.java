package io.lethe.packager;

import io.lethe.config.LetheConfig;
import io.lethe.storage.ExportStore;
import io.lethe.storage.Place;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A packager whose process ends at one moment of its work as by SIGKILL: nothing is closed, flushed or answered any more. */
final class DyingPackager {
    /** The system property that says when. */
    static final String WHEN = "packager.dies";

    static final int EXIT = 99;
    /** Larger than any staged fragment: an archive that is being written. */
    static final long ARCHIVE = 600L * 1024;
    /** Less than an export has. */
    private static final int FRAGMENTS = 15;

    /** Moments to die at. */
    enum When {
        /** Within a fragment, with others staged before it and all of the archives to come. */
        STAGING,
        /** Within an archive. */
        PACKING,
        /** With the file in its place and its answer not sent. */
        PACKED
    }

    private DyingPackager() {}

    public static void main(String[] args) {
        When when = When.valueOf(System.getProperty(WHEN));
        Packager packager = Packager.start(LetheConfig.load(Map.of()), store -> new DyingStore(store, when));
        packager.termination().toCompletableFuture().join();
    }

    private static void die() {
        Runtime.getRuntime().halt(EXIT);
    }

    private static final class DyingStore extends StoreAround {
        private final When when;
        private final AtomicInteger fragments = new AtomicInteger();

        DyingStore(ExportStore store, When when) {
            super(store);
            this.when = when;
        }

        @Override
        public void put(String key, Content content) throws IOException {
            boolean file = key.startsWith(Place.FILES);
            store.put(key, out -> content.writeTo(new Dying(out, bytes(file))));
            if (file && when == When.PACKED) {
                die();
            }
        }

        /** After how many bytes it dies. */
        private long bytes(boolean file) {
            if (file) {
                return when == When.PACKING ? ARCHIVE : Long.MAX_VALUE;
            }
            return when == When.STAGING && fragments.incrementAndGet() > FRAGMENTS ? 0 : Long.MAX_VALUE;
        }
    }

    private static final class Dying extends FilterOutputStream {
        private final long most;
        private long written;

        Dying(OutputStream out, long most) {
            super(out);
            this.most = most;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            written += length;
            if (written > most) {
                out.flush();
                die();
            }
        }
    }
}
