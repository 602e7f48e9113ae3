package io.lethe.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A status document as it is sent. */
final class Snapshot {
    private static final int ETAG_BYTES = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final byte[] json;
    private final String etag;
    private final boolean ended;

    private Snapshot(byte[] json, boolean ended) {
        this.json = json;
        this.etag = etag(json);
        this.ended = ended;
    }

    static Snapshot of(StatusDocument document) {
        return new Snapshot(Json.write(document), document.completedAt() != null);
    }

    /** Its bytes, not to be changed. */
    byte[] json() {
        return json;
    }

    /** Strong entity tag (RFC 9110), with its quotes: a hash of the bytes. */
    String etag() {
        return etag;
    }

    /** Whether the request has ended. */
    boolean ended() {
        return ended;
    }

    /** Whether a caller that sent this If-None-Match has the document already. */
    boolean matches(String ifNoneMatch) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }

    private static String etag(byte[] json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
            return '"' + ENCODER.encodeToString(Arrays.copyOf(hash, ETAG_BYTES)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
