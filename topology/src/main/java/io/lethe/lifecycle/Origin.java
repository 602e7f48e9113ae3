package io.lethe.lifecycle;

import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a request was when it came; it never changes.
 *
 * @param requestId UUID
 * @param type erasure or export
 * @param regulation law that fixes the deadline
 * @param acceptedAt time of the command's record
 * @param receivedAt when the subject's request reached the controller: legal clocks start here
 * @param requestedBy actor, as {@code role:id}
 * @param allServices the caller named no services
 * @param named services the caller named; empty with {@code allServices}
 * @param gracePeriod of an erasure; null for an export
 * @param approval whether an erasure needs one
 * @param format of an export; null for an erasure
 * @param contentHash keyed hash of the command's content, under the subject's own key
 * @param identityHashes keyed hashes of the identities, under the subject's own key
 */
public record Origin(
        String requestId,
        RequestType type,
        Regulation regulation,
        Instant acceptedAt,
        Instant receivedAt,
        String requestedBy,
        boolean allServices,
        List<String> named,
        Duration gracePeriod,
        boolean approval,
        ExportFormat format,
        String contentHash,
        List<String> identityHashes) {

    public Origin {
        named = List.copyOf(named);
        identityHashes = List.copyOf(identityHashes);
    }

    /** Whether erasing for this request also does what the other asks. */
    boolean covers(Origin other) {
        boolean services = allServices || (!other.allServices && named.containsAll(other.named));
        return services && identityHashes.containsAll(other.identityHashes);
    }
}
