package io.lethe.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/** What calls answer with when they succeed. */
final class Answers {
    private Answers() {}

    /** A request was taken, or something was done with it; {@code dueAt} only where it was taken. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Accepted(String requestId, RequestStatus status, String statusUrl, Instant dueAt) {}

    /** A link to an export's file, and until when it works. */
    record DownloadUrl(String url, Instant expiresAt) {}

    /** A hold was placed or released; {@code alreadyDispatched}: services that were told to erase before. */
    record HoldAnswer(String holdId, List<String> alreadyDispatched) {}

    /** A page of a list; {@code nextCursor} null: the last. */
    record Page<T>(List<T> items, String nextCursor) {
        Page {
            items = List.copyOf(items);
        }
    }

    /**
     * A page of all requests.
     *
     * @param unreadPartitions partitions that could not be read here and now: their requests are missing; none: left out
     */
    record RequestList(
            List<StatusDocument> items,
            String nextCursor,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> unreadPartitions) {
        RequestList {
            items = List.copyOf(items);
            unreadPartitions = List.copyOf(unreadPartitions);
        }
    }
}
