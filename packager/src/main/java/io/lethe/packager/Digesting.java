package io.lethe.packager;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes what goes through it, and stays open whatever is closed over it. */
final class Digesting extends FilterOutputStream {
    private final MessageDigest sha256 = sha256();
    private long count;

    Digesting(OutputStream out) {
        super(out);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** Bytes so far. */
    long count() {
        return count;
    }

    /** SHA-256 of them, lower-case hexadecimal; to be asked for once, at the end. */
    String hash() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        sha256.update((byte) value);
        count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        sha256.update(bytes, from, length);
        count += length;
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
