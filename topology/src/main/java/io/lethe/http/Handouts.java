package io.lethe.http;

import io.lethe.storage.EncryptedFiles;
import io.lethe.storage.ExportStore.Stored;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files on their way to callers. One takes as long as its caller reads, so they are written by threads of their own, and there can be few: what else is
 * answered does not wait for them.
 */
final class Handouts implements AutoCloseable {
    /** Of one instance. A caller who reads nothing at all is cut off by the server after 30 s. */
    static final int MOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Handouts.class);

    private final EncryptedFiles files;
    private final Places places;
    private final ExecutorService writers;

    /**
     * Hands out nothing yet.
     *
     * @param most how many at once
     */
    Handouts(EncryptedFiles files, int most) {
        this.files = files;
        this.places = new Places(most, "there are " + most + " downloads already; try again a little later");
        // Whoever is written has a place, so there are never more threads than places.
        this.writers = Executors.newCachedThreadPool(Background.named("lethe-http-downloads"));
    }

    /**
     * Takes a place and opens a file.
     *
     * @return the plain file, the caller's to close
     * @throws ProblemException UNAVAILABLE when there is no place, or the file cannot be reached
     */
    Handout open(String key, String requestId) {
        Places.Held place = places.take();
        boolean opened = false;
        try {
            Stored file = files.open(key, requestId).orElseThrow(() -> unreachable(null));
            opened = true;
            return new Handout(file, place);
        } catch (IOException e) {
            LOG.warn(
                    "The file of export {} cannot be opened: {}",
                    requestId,
                    e.getClass().getName());
            throw unreachable(e);
        } finally {
            if (!opened) {
                place.close();
            }
        }
    }

    private static ProblemException unreachable(IOException why) {
        return new ProblemException(ProblemCode.UNAVAILABLE, "the file cannot be reached now", why);
    }

    /** Writes what was opened here. */
    Executor writers() {
        return writers;
    }

    /** Whoever is being written gets no more. */
    @Override
    public void close() {
        writers.shutdownNow();
    }
}
