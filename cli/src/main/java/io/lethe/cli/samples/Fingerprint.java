package io.lethe.cli.samples;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Adds up hashes of rows, in any order. */
final class Fingerprint {
    private final MessageDigest digest;
    private long rows;
    private long sum;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(String row) {
        rows++;
        sum += ByteBuffer.wrap(digest.digest(row.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    Checksum checksum() {
        return new Checksum(rows, Long.toHexString(sum));
    }
}
