package io.lethe.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.lifecycle.WaitReason;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestType;
import java.time.Instant;
import java.util.List;

/**
 * What callers see of a request. It names no subject and no identity. Fields that are null are left out, arrays never are; of a request that is not
 * decided yet only {@code requestId} and {@code status} are known.
 *
 * @param requestId id
 * @param type what it asks for
 * @param status PENDING, IN_PROGRESS, COMPLETED, FAILED, CANCELLED or REJECTED
 * @param phase where inside the status
 * @param outcome how it ended
 * @param reason why it ended so: a code of Lethe's or a person's words
 * @param regulation law it is made under
 * @param requestedAt when it was accepted
 * @param completedAt when it ended
 * @param dueAt legal deadline
 * @param extended whether the deadline was extended
 * @param overdue whether the deadline passed before it ended
 * @param graceEndsAt when the hard delete may start
 * @param coalescedWith the request it rides on
 * @param waitingFor what it waits for
 * @param holds legal holds on its subject
 * @param services one for each service
 * @param export the finished file
 * @param history what happened, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusDocument(
        String requestId,
        RequestType type,
        RequestStatus status,
        String phase,
        Outcome outcome,
        String reason,
        Regulation regulation,
        Instant requestedAt,
        Instant completedAt,
        Instant dueAt,
        Boolean extended,
        Boolean overdue,
        Instant graceEndsAt,
        String coalescedWith,
        List<WaitItem> waitingFor,
        List<HoldItem> holds,
        List<ServiceItem> services,
        ExportItem export,
        List<HistoryItem> history) {

    /** Something that is waited for; {@code ref} null: there is one only. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WaitItem(
            WaitReason.Kind kind,
            @JsonInclude(JsonInclude.Include.ALWAYS) String ref,
            Instant until) {}

    /** A legal hold; {@code services} null: all. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoldItem(String holdId, List<String> services, Instant until, Instant placedAt) {}

    /** A service's part: its latest action. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServiceItem(
            String service,
            Action action,
            ServiceStatus status,
            int attempts,
            long recordsAffected,
            @JsonInclude(JsonInclude.Include.ALWAYS) String lastError,
            Instant nextAttemptAt,
            Instant ackedAt) {}

    /** How far a service's latest action is. */
    enum ServiceStatus {
        WAITING,
        SENT,
        DONE,
        NOT_FOUND,
        EXEMPT,
        FAILED,
        WAIVED,
        HELD,
        SKIPPED
    }

    /** The finished file of an export; size and hash (lower-case hexadecimal) are those of the ZIP as it is downloaded. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExportItem(
            ExportFormat format,
            Long sizeBytes,
            String sha256,
            Instant windowEndsAt,
            Instant expiresAt,
            long downloads) {}

    /** Something that happened. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HistoryItem(Instant at, String event, String service, String code) {}
}
