package io.lethe.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in an S3 bucket, under a prefix. Large ones go up in parts: until the last call there is no object. */
public final class S3Store implements ExportStore {
    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    /**
     * Objects in a bucket that exists.
     *
     * @param prefix what all keys begin with, empty or with a slash at the end
     */
    public S3Store(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public void put(String key, Content content) throws IOException {
        String name = name(key);
        called(key, () -> {
            Upload upload = new Upload(s3, bucket, name);
            try {
                content.writeTo(upload);
                upload.finish();
            } catch (IOException | RuntimeException e) {
                upload.abort(e);
                throw e;
            }
            return null;
        });
    }

    @Override
    public Optional<Stored> open(String key) throws IOException {
        return called(key, () -> {
            try {
                ResponseInputStream<GetObjectResponse> object =
                        s3.getObject(r -> r.bucket(bucket).key(name(key)));
                return Optional.of(new Stored(object, object.response().contentLength()));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean exists(String key) throws IOException {
        return called(key, () -> {
            try {
                s3.headObject(r -> r.bucket(bucket).key(name(key)));
                return true;
            } catch (NoSuchKeyException e) {
                return false;
            }
        });
    }

    @Override
    public void delete(String key) throws IOException {
        called(key, () -> s3.deleteObject(r -> r.bucket(bucket).key(name(key))));
    }

    @Override
    public List<Entry> list(String keys) throws IOException {
        List<Entry> entries = new ArrayList<>();
        called(keys, () -> {
            s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix + keys))
                    .contents()
                    .forEach(o -> entries.add(entry(o)));
            return null;
        });
        entries.sort(Comparator.comparing(Entry::key));
        return entries;
    }

    private Entry entry(S3Object object) {
        return new Entry(object.key().substring(prefix.length()), object.size(), object.lastModified());
    }

    @Override
    public int discardUnfinished(Instant before) throws IOException {
        return called("uploads", () -> {
            List<MultipartUpload> old = s3
                    .listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(prefix))
                    .stream()
                    .flatMap(page -> page.uploads().stream())
                    .filter(u -> u.initiated().isBefore(before))
                    .toList();
            old.forEach(u ->
                    s3.abortMultipartUpload(r -> r.bucket(bucket).key(u.key()).uploadId(u.uploadId())));
            return old.size();
        });
    }

    @Override
    public void close() {
        s3.close();
    }

    private String name(String key) {
        return prefix + ExportStore.checked(key);
    }

    /** Something that S3 is asked. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException;
    }

    private <T> T called(String key, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (SdkException e) {
            throw new IOException("s3://" + bucket + '/' + prefix + key + ": " + e.getMessage(), e);
        }
    }
}
