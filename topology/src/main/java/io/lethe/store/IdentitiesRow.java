package io.lethe.store;

import io.lethe.keys.ExportKeys;
import io.lethe.schemas.Identity;
import java.util.List;

/**
 * What came with a request and is personal data, and the keys that protect an export's, in the store {@link Stores#IDENTITIES} under the request id.
 *
 * @param identities further names of the subject
 * @param reason the caller's words; null: none
 * @param export key pair of an export; null for an erasure. It goes with the row: what was encrypted to it can never be read again
 */
public record IdentitiesRow(List<Identity> identities, String reason, ExportKeys export) {
    /** Nothing came. */
    public static final IdentitiesRow NONE = new IdentitiesRow(List.of(), null);

    public IdentitiesRow {
        identities = List.copyOf(identities);
    }

    /** The row of a request without keys. */
    public IdentitiesRow(List<Identity> identities, String reason) {
        this(identities, reason, null);
    }

    /** The same with an export's keys. */
    public IdentitiesRow with(ExportKeys keys) {
        return new IdentitiesRow(identities, reason, keys);
    }

    /** Whether there is nothing to keep a row for. */
    public boolean isEmpty() {
        return identities.isEmpty() && reason == null && export == null;
    }

    /** Says nothing of anybody. */
    @Override
    public String toString() {
        return "IdentitiesRow[" + identities.size() + " identities]";
    }
}
