package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A status document as it is sent.
 *
 * @param json its text
 * @param etag strong entity tag (RFC 9110), with its quotes: a hash of the bytes
 * @param ended whether the request has ended
 */
record Snapshot(String json, String etag, boolean ended) {
    private static final int ETAG_BYTES = 16;

    static Snapshot of(StatusDocument document) {
        byte[] json = Json.write(document);
        return new Snapshot(new String(json, UTF_8), etag(json), document.completedAt() != null);
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
            Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
            return '"' + encoder.encodeToString(Arrays.copyOf(hash, ETAG_BYTES)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
