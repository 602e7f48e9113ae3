package io.lethe.store;

import io.lethe.schemas.Identity;
import java.util.List;

/**
 * What came with a request and is personal data, in the store {@link Stores#IDENTITIES} under the request id.
 *
 * @param identities further names of the subject
 * @param reason the caller's words; null: none
 */
public record IdentitiesRow(List<Identity> identities, String reason) {
    /** Nothing came. */
    public static final IdentitiesRow NONE = new IdentitiesRow(List.of(), null);

    public IdentitiesRow {
        identities = List.copyOf(identities);
    }

    /** Whether there is nothing to keep a row for. */
    public boolean isEmpty() {
        return identities.isEmpty() && reason == null;
    }

    /** Says nothing of anybody. */
    @Override
    public String toString() {
        return "IdentitiesRow[" + identities.size() + " identities]";
    }
}
