package io.lethe.lifecycle;

import java.time.Instant;

/**
 * The finished file of an export.
 *
 * @param readyAt when it was finished
 * @param windowEndsAt until when it holds an erasure back
 * @param expiresAt when it is deleted
 * @param downloads how often it was downloaded
 * @param network keyed hash of the network of the first download; null: none yet
 */
public record ExportFile(Instant readyAt, Instant windowEndsAt, Instant expiresAt, long downloads, String network) {

    ExportFile downloaded(String addressHash) {
        String first = network == null ? network(addressHash) : network;
        return new ExportFile(readyAt, windowEndsAt, expiresAt, downloads + 1, first);
    }

    /** Whether an address is in another network than that of the first download. */
    boolean isOther(String addressHash) {
        String from = network(addressHash);
        return network != null && from != null && !network.equals(from);
    }

    /** Hashes of addresses begin with that of their network and a dot. */
    private static String network(String addressHash) {
        int dot = addressHash == null ? -1 : addressHash.indexOf('.');
        return dot < 0 ? null : addressHash.substring(0, dot);
    }
}
