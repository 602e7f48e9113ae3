package io.lethe.lifecycle;

/**
 * What a finished export is, as it is downloaded.
 *
 * @param sizeBytes its size
 * @param sha256 hash of its bytes, lower-case hexadecimal
 */
public record FileDigest(long sizeBytes, String sha256) {

    /** Null where the hash is not known: an older packager did not say it, and the log does not tell it. */
    static FileDigest of(long sizeBytes, String sha256) {
        return sha256 == null ? null : new FileDigest(sizeBytes, sha256);
    }
}
