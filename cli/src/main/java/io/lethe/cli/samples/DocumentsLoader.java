package io.lethe.cli.samples;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Fills the bucket. It puts objects into the store itself: by way of HTTP the processor time would be the double. */
final class DocumentsLoader {
    private static final int THREADS = 2;
    private static final int CUSTOMERS_PER_CHUNK = 100;

    private final BlobStore store;
    private final Progress progress;
    private final LongAdder done = new LongAdder();

    /** Told how many customers of how many have their documents. */
    @FunctionalInterface
    interface Progress {
        void update(long done, long total);
    }

    DocumentsLoader(BlobStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    /** Puts every document; what is there already is replaced by the same. */
    void load(int customers) throws IOException, InterruptedException {
        if (!store.containerExists(DocumentsService.BUCKET)) {
            store.createContainer(DocumentsService.BUCKET);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> chunks = new ArrayList<>();
            for (int first = 1; first <= customers; first += CUSTOMERS_PER_CHUNK) {
                int from = first;
                chunks.add(threads.submit(() -> putChunk(from, customers)));
            }
            for (Future<?> chunk : chunks) {
                chunk.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("The sample documents could not be stored", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void putChunk(int first, int customers) {
        int last = Math.min(customers, first + CUSTOMERS_PER_CHUNK - 1);
        for (int number = first; number <= last; number++) {
            MadeUpData.documents(number).forEach(this::put);
        }
        done.add(last - first + 1);
        progress.update(done.sum(), customers);
    }

    private void put(Document document) {
        byte[] text = document.text().getBytes(StandardCharsets.UTF_8);
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(DocumentsService.BUCKET)
                .key(DocumentKey.of(document))
                .contentLength((long) text.length)
                .build();
        store.putBlob(request, new ByteArrayInputStream(text));
    }
}
