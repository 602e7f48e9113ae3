package io.lethe.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** An object on its way to S3: in one piece when it is small, else in parts, of which one is held in memory. */
final class Upload extends OutputStream {
    /** S3 takes parts from 5 MiB, and 10,000 of them: up to 80 GB. */
    private static final int PART = 8 * 1024 * 1024;

    private static final int FIRST_BUFFER = 64 * 1024;

    private final S3Client s3;
    private final String bucket;
    private final String name;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private String uploadId;

    Upload(S3Client s3, String bucket, String name) {
        this.s3 = s3;
        this.bucket = bucket;
        this.name = name;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        int at = from;
        int end = from + length;
        while (at < end) {
            int some = Math.min(end - at, PART - filled);
            grow(filled + some);
            System.arraycopy(bytes, at, buffer, filled, some);
            filled += some;
            at += some;
            if (filled == PART) {
                sendPart();
            }
        }
    }

    private void grow(int needed) {
        if (needed > buffer.length) {
            byte[] larger = new byte[Math.min(PART, Math.max(needed, buffer.length * 2))];
            System.arraycopy(buffer, 0, larger, 0, filled);
            buffer = larger;
        }
    }

    private void sendPart() {
        if (uploadId == null) {
            uploadId = s3.createMultipartUpload(r -> r.bucket(bucket).key(name)).uploadId();
        }
        int number = parts.size() + 1;
        String tag = s3.uploadPart(
                        r -> r.bucket(bucket).key(name).uploadId(uploadId).partNumber(number), body())
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        filled = 0;
    }

    private RequestBody body() {
        byte[] bytes = new byte[filled];
        System.arraycopy(buffer, 0, bytes, 0, filled);
        return RequestBody.fromBytes(bytes);
    }

    /** Makes the object. */
    void finish() {
        if (uploadId == null) {
            s3.putObject(r -> r.bucket(bucket).key(name), body());
            return;
        }
        if (filled > 0) {
            sendPart();
        }
        s3.completeMultipartUpload(
                r -> r.bucket(bucket).key(name).uploadId(uploadId).multipartUpload(u -> u.parts(parts)));
    }

    /** Takes the parts back; what cannot be taken back now is found by {@link ExportStore#discardUnfinished}. */
    void abort(Exception why) {
        if (uploadId != null) {
            try {
                s3.abortMultipartUpload(r -> r.bucket(bucket).key(name).uploadId(uploadId));
            } catch (SdkException e) {
                why.addSuppressed(e);
            }
        }
    }
}
