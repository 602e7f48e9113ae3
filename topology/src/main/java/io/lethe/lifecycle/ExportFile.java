package io.lethe.lifecycle;

import java.time.Instant;

/**
 * The finished file of an export.
 *
 * @param readyAt when it was finished
 * @param windowEndsAt until when it holds an erasure back
 * @param expiresAt when it is deleted
 * @param downloads how often it was downloaded
 */
public record ExportFile(Instant readyAt, Instant windowEndsAt, Instant expiresAt, long downloads) {

    ExportFile downloaded() {
        return new ExportFile(readyAt, windowEndsAt, expiresAt, downloads + 1);
    }
}
